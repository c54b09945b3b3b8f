package semel.providers.wire;

import java.util.regex.Pattern;

/// One header field of a request or an answer.
public record Header(String name, String value) {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /// True if this field has that name, in any case.
  boolean named(String other) {
    return name.equalsIgnoreCase(other);
  }

  /// Refuses what would change the shape of a request, such as a line break in a value.
  Header checkedForWriting() {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("A header name has characters that are not allowed.");
    }
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new IllegalArgumentException("The header " + name + " is not plain ASCII.");
    }
    return this;
  }

  /// The name only: values carry credentials.
  @Override
  public String toString() {
    return name;
  }
}
