package semel.users;

import java.util.Arrays;
import java.util.Optional;

/// What a person may do. Each role may do what the ones before it may.
public enum Role {
  /// Looks, and sees people masked.
  VIEWER("viewer"),

  /// Sees people whole, and acts on messages.
  OPERATOR("operator"),

  /// Says who else may enter, and how Semel is set.
  ADMIN("admin");

  private final String key;

  Role(String key) {
    this.key = key;
  }

  /// How it is written in the database and in forms.
  public String key() {
    return key;
  }

  /// The role that is written so.
  public static Optional<Role> of(String key) {
    return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
  }

  /// Whether this role may do what asks for another.
  public boolean may(Role asked) {
    return compareTo(asked) >= 0;
  }
}
