package semel.web.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import semel.users.Role;
import semel.users.Users;
import semel.visits.Session;
import semel.visits.Sessions;
import semel.web.http.Access;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.Visitor;

/// Knows visitors by the operator's token, by their session, or, while nobody has configured
/// anything, by being on this machine.
public final class Entrance implements Access {

  private static final String CSRF_HEADER = "X-CSRF-Token";
  private static final String CSRF_FIELD = "csrf";
  private static final String LOCAL = "local";

  private final BearerToken token;
  private final Sessions sessions;
  private final Users users;
  private final Cookies cookies;
  private final Origins origins;
  private final Secret local;
  private volatile boolean open;

  Entrance(Doorway doorway) {
    this.token = doorway.token();
    this.sessions = doorway.sessions();
    this.users = doorway.users();
    this.cookies = Cookies.at(doorway.publicUrl());
    this.origins = new Origins(doorway.publicUrl());
    this.local = Secret.random(doorway.random());
    this.open = doorway.unconfigured() && origins.localOnly();
  }

  @Override
  public Optional<Visitor> visitor(Call call) {
    if (!call.headers("Authorization").isEmpty()) {
      return token.visitor(call);
    }
    return cookies
        .secret(call)
        .map(Secret::new)
        .flatMap(this::ofSession)
        .or(() -> onThisMachine(call));
  }

  private Optional<Visitor> ofSession(Secret secret) {
    return sessions
        .find(secret.key())
        .filter(session -> holds(session, secret))
        .map(session ->
            new Visitor(
                session.name(),
                session.role(),
                Visitor.Kind.SESSION,
                secret.key().value(),
                secret.csrf(),
                session.preferences()));
  }

  /// A session that began with the token ends when the token is another.
  private boolean holds(Session session, Secret secret) {
    var proof = session.proof();
    return proof == null || same(proof, secret.proof(token));
  }

  private Optional<Visitor> onThisMachine(Call call) {
    if (!open || !origins.local(call)) {
      return Optional.empty();
    }
    if (!users.all().isEmpty()) {
      open = false; // users are disabled, never removed, so this holds for good
      return Optional.empty();
    }
    return Optional.of(
        new Visitor(
            LOCAL, Role.ADMIN, Visitor.Kind.LOCAL, LOCAL, local.csrf(), users.preferences(LOCAL)));
  }

  @Override
  public boolean meant(Call call, Visitor visitor) {
    return switch (visitor.kind()) {
      case TOKEN -> true;
      case SESSION, LOCAL -> origins.own(call) && same(visitor.csrf(), sent(call));
    };
  }

  private static String sent(Call call) {
    var headers = call.headers(CSRF_HEADER);
    if (!headers.isEmpty()) {
      return headers.size() == 1 ? headers.getFirst() : "";
    }
    return switch (FormBody.of(call)) {
      case FormBody.Sent(var form) -> form.text(CSRF_FIELD);
      case FormBody.Refused _ -> "";
    };
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
