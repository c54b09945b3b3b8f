package semel.users;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The name that a person signs in with, and under which the journal records what they do. Small
/// Latin letters, so that no two names look the same.
public record UserName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

  /// Who acts without a name of their own.
  private static final Set<String> TAKEN = Set.of("operator", "local", "semel", "intake", "system");

  public UserName {
    if (!SHAPE.matcher(value).matches() || TAKEN.contains(value)) {
      throw new IllegalArgumentException("no name to sign in with");
    }
  }

  /// The name that a person typed; empty when nobody can have it.
  public static Optional<UserName> of(String typed) {
    var value = typed.strip().toLowerCase(Locale.ROOT);
    return SHAPE.matcher(value).matches() && !TAKEN.contains(value)
        ? Optional.of(new UserName(value))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
