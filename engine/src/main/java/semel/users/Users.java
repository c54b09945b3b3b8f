package semel.users;

import java.util.List;

/// The people who may sign in. Each change leaves an act of whoever made it.
public interface Users {

  /// Everybody, by name.
  List<User> all();

  /// Adds a person; false when the name is taken.
  boolean add(User user, PasswordHash password, String who);

  /// Gives a person another role, or disables or enables them. What is different ends their
  /// sessions. False when there is no such person.
  boolean change(User user, String who);

  /// What somebody who acts under this name prefers.
  Preferences preferences(String name);

  /// Keeps what they prefer.
  void prefer(String name, Preferences preferences);
}
