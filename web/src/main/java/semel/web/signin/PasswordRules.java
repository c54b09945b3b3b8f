package semel.web.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import semel.users.UserName;

/// What a new password must be: long, and not among the first that are tried. Nothing else is asked
/// of it, because rules about kinds of characters make passwords worse.
public final class PasswordRules {

  public static final int LENGTH_MIN = 12;
  public static final int LENGTH_MAX = 128;

  /// What is wrong with a password.
  public enum Flaw {
    TOO_SHORT,
    TOO_LONG,
    IS_THE_NAME,
    COMMON;

    /// As in the names of sentences.
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /// The first flaw of a password for this person.
  public static Optional<Flaw> flaw(UserName name, String password) {
    var length = password.codePointCount(0, password.length());
    var plain = password.strip().toLowerCase(Locale.ROOT);
    if (length < LENGTH_MIN) {
      return Optional.of(Flaw.TOO_SHORT);
    }
    if (length > LENGTH_MAX) {
      return Optional.of(Flaw.TOO_LONG);
    }
    if (plain.equals(name.value())) {
      return Optional.of(Flaw.IS_THE_NAME);
    }
    return COMMON.contains(plain) || plain.codePoints().distinct().count() == 1
        ? Optional.of(Flaw.COMMON)
        : Optional.empty();
  }

  private static Set<String> common() {
    var name = "/semel/web/common-passwords.txt";
    try (var in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
