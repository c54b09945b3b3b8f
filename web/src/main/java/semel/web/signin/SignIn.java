package semel.web.signin;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.users.PasswordHash;
import semel.users.UserName;

/// Decides whether a name and a password, or the operator's token, begin a session.
public final class SignIn {

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  /// What came of an attempt.
  public sealed interface Outcome {
    /// A session began; the browser gets this cookie.
    record In(String cookie) implements Outcome {}

    /// Name and password do not go together, or nobody has that name, or they may not enter: who
    /// tries does not learn which.
    record Wrong() implements Outcome {}

    /// Too much was tried lately; nothing was looked at.
    record Wait(Duration left) implements Outcome {}

    /// Too many sign in right now.
    record Busy() implements Outcome {}
  }

  private final Doorway doorway;
  private final Cookies cookies;

  SignIn(Doorway doorway) {
    this.doorway = doorway;
    this.cookies = Cookies.at(doorway.publicUrl());
  }

  /// One attempt to sign in.
  ///
  /// @param typed the name; with none the password is the operator's token
  public Outcome attempt(String typed, String password, String address) {
    var plain = typed.strip().toLowerCase(Locale.ROOT);
    var name = plain.isEmpty() ? BearerToken.NAME : plain;
    return counted(
        name,
        address,
        () ->
            name.equals(BearerToken.NAME)
                ? byToken(password)
                : byPassword(UserName.of(name), password));
  }

  /// Gives a person another password, if the one of now is right. All sessions of theirs end, and
  /// one begins in place of the one that asked.
  public Outcome replace(UserName name, String password, String wanted, String address) {
    return counted(name.value(), address, () -> replaced(name, password, wanted));
  }

  private Outcome counted(String name, String address, Supplier<Outcome> attempt) {
    var network = network(address);
    var wait = doorway.attempts().begin(name, network);
    if (wait.isPositive()) {
      LOG.warn("A sign-in from {} was refused unread: too many attempts failed", network);
      return new Outcome.Wait(wait);
    }
    var outcome = attempt.get();
    switch (outcome) {
      case Outcome.In _ -> doorway.attempts().forgive(name, network);
      case Outcome.Wrong _ -> LOG.warn("A sign-in from {} failed", network);
      case Outcome.Wait _, Outcome.Busy _ -> LOG.warn("A sign-in from {} was put off", network);
    }
    return outcome;
  }

  private Outcome byToken(String presented) {
    if (!doorway.token().is(presented)) {
      return new Outcome.Wrong();
    }
    var secret = Secret.random(doorway.random());
    doorway.sessions().begin(secret.key(), BearerToken.NAME, secret.proof(doorway.token()));
    return new Outcome.In(cookies.given(secret.value()));
  }

  private Outcome byPassword(Optional<UserName> name, String password) {
    var kept = name.flatMap(doorway.passwords()::of);
    var right = doorway.hashing().matches(kept, password);
    if (right.isEmpty()) {
      return new Outcome.Busy();
    }
    return right.get()
        ? begin(name.orElseThrow(), current(name.orElseThrow(), kept.orElseThrow(), password))
        : new Outcome.Wrong();
  }

  /// A hash that took less than hashes take today is made anew while the password is at hand.
  private PasswordHash current(UserName name, PasswordHash kept, String password) {
    if (!doorway.hashing().outgrown(kept)) {
      return kept;
    }
    var renewed = doorway.hashing().hash(password);
    renewed.ifPresent(hash -> doorway.passwords().renew(name, kept, hash));
    return renewed.orElse(kept);
  }

  private Outcome replaced(UserName name, String password, String wanted) {
    var kept = doorway.passwords().of(name);
    var right = doorway.hashing().matches(kept, password);
    if (right.isPresent() && !right.get()) {
      return new Outcome.Wrong();
    }
    var hash = right.flatMap(_ -> doorway.hashing().hash(wanted));
    if (hash.isEmpty()) {
      return new Outcome.Busy();
    }
    doorway.passwords().set(name, hash.get(), name.value());
    return begin(name, hash.get());
  }

  private Outcome begin(UserName name, PasswordHash kept) {
    var secret = Secret.random(doorway.random());
    return doorway.sessions().begin(secret.key(), name, kept)
        ? new Outcome.In(cookies.given(secret.value()))
        : new Outcome.Wrong();
  }

  /// Who has one address of the newer kind has all of its network.
  static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "::/64" : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
