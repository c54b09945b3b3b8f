package semel.settings;

import java.util.Arrays;
import java.util.Optional;

/// What a numbering plan says of a number that an SMS may reach.
public enum NumberKind {
  /// It is mobile.
  MOBILE("mobile"),
  /// It is mobile or a fixed line: plans such as the North American one do not tell.
  UNSURE("unsure"),
  /// Internet telephony. Whoever pumps SMS rents such numbers by the thousand.
  INTERNET("internet");

  private final String key;

  NumberKind(String key) {
    this.key = key;
  }

  /// How it is written in the database and in forms.
  public String key() {
    return key;
  }

  /// The kind that is written so.
  public static Optional<NumberKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
