package semel.users;

import java.util.Optional;

/// The passwords of the people who may sign in.
public interface Passwords {

  /// The hash of a person's password; empty when there is no such person or they are disabled.
  Optional<PasswordHash> of(UserName name);

  /// Gives a person another password and ends their sessions; false when there is no such person.
  boolean set(UserName name, PasswordHash password, String who);

  /// Keeps the same password hashed anew, unless another was set meanwhile. Sessions stay.
  void renew(UserName name, PasswordHash before, PasswordHash after);
}
