package semel.web.signin;

import java.net.URI;
import java.util.Random;
import semel.contract.EntryUnderTest;
import semel.users.PasswordHash;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.visits.SessionKey;

/// A doorway in front of the twin, with hashes that take no time.
public final class CheapSignIn {

  private static final Argon2 ARGON2 = new Argon2(new Random(7), new Argon2.Cost(64, 1, 1));

  private CheapSignIn() {}

  /// In front of this twin.
  ///
  /// @param unconfigured whether it is open to whoever sits at this machine
  public static Doorway doorway(
      String token, EntryUnderTest entry, URI publicUrl, boolean unconfigured) {
    return new Doorway(
        BearerToken.of(token),
        entry.users(),
        entry.passwords(),
        entry.sessions(),
        entry.attempts(),
        new Hashing(ARGON2),
        publicUrl,
        new Random(11),
        unconfigured);
  }

  /// Adds a user with this password.
  public static User add(EntryUnderTest entry, String name, Role role, String password) {
    var user = new User(new UserName(name), role, false);
    entry.users().add(user, hash(password), "operator");
    return user;
  }

  /// A cheap hash of a password.
  public static PasswordHash hash(String password) {
    return ARGON2.hash(password);
  }

  /// Signs in as a browser would, and returns what its cookie then holds.
  public static String secret(Doorway doorway, String name, String password) {
    return switch (new SignIn(doorway).attempt(name, password, "127.0.0.1")) {
      case SignIn.Outcome.In(var cookie) ->
          cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
      case SignIn.Outcome other -> throw new AssertionError(other + " for " + name);
    };
  }

  /// What the pages of that session send back.
  public static String csrf(String secret) {
    return new Secret(secret).csrf();
  }

  /// What the session with this in its cookie is kept under.
  public static SessionKey key(String secret) {
    return new Secret(secret).key();
  }

  /// A hash that took less than those of this doorway take.
  public static PasswordHash cheaperHash(String password) {
    return new Argon2(new Random(5), new Argon2.Cost(32, 1, 1)).hash(password);
  }
}
