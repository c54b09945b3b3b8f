package semel.web.signin;

import java.net.URI;
import java.util.random.RandomGenerator;
import semel.users.Passwords;
import semel.users.Users;
import semel.visits.Attempts;
import semel.visits.Sessions;

/// What signing in stands on.
///
/// @param publicUrl the address that people use
/// @param random unguessable; used by many threads at once
/// @param unconfigured whether nobody has set a token, an account or an address to listen on: then,
///   until the first user is added, whoever sits at this machine is let in to the pages
public record Doorway(
    BearerToken token,
    Users users,
    Passwords passwords,
    Sessions sessions,
    Attempts attempts,
    Hashing hashing,
    URI publicUrl,
    RandomGenerator random,
    boolean unconfigured) {

  /// Who is let in through it.
  public Entrance entrance() {
    return new Entrance(this);
  }

  /// What decides on attempts to get through it.
  public SignIn signIn() {
    return new SignIn(this);
  }
}
