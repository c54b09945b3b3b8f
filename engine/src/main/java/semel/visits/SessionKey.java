package semel.visits;

import java.util.regex.Pattern;

/// What a session is kept under: the SHA-256 of the secret in its cookie, in hexadecimal. Who reads
/// the table cannot enter with it.
public record SessionKey(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public SessionKey {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a session is kept under a SHA-256");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
