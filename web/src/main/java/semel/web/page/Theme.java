package semel.web.page;

import java.util.Arrays;

/// Light, dark, or what the system says, which is what a person gets who never chose.
public enum Theme {
  LIGHT("light"),
  DARK("dark"),
  AUTO("auto");

  private final String key;

  Theme(String key) {
    this.key = key;
  }

  /// As in the cookie and in `data-theme`.
  public String key() {
    return key;
  }

  /// The theme that a cookie names; one that names none is as good as none.
  public static Theme of(String key) {
    return Arrays.stream(values()).filter(t -> t.key.equals(key)).findFirst().orElse(AUTO);
  }
}
