package semel.visits;

import java.time.Duration;
import java.util.Optional;
import semel.users.PasswordHash;
import semel.users.UserName;

/// The sessions of all workers. A session ends by itself, when somebody signs out, and when the
/// role, the password or the right to enter of its user changes.
public interface Sessions {

  /// Who does nothing for so long is signed out.
  Duration IDLE_MAX = Duration.ofHours(12);

  /// Who does something is signed out all the same.
  Duration LIFE_MAX = Duration.ofDays(7);

  /// Begins the session of a user; false when the password is not that one any more, or the user
  /// may not enter any more.
  boolean begin(SessionKey key, UserName name, PasswordHash password);

  /// Begins a session with the operator's token.
  void begin(SessionKey key, String operator, String proof);

  /// The session, while it holds. Asking counts as doing something.
  Optional<Session> find(SessionKey key);

  /// Ends a session; nothing when there is none.
  void end(SessionKey key);
}
