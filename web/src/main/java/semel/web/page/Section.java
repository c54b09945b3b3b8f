package semel.web.page;

/// The places of the frame, in their order.
public enum Section {
  OVERVIEW("overview", "/", "overview", "o"),
  MESSAGES("messages", "/messages", "list", "m"),
  DOUBTS("doubts", "/in-doubt", "doubt", "i"),
  DUPLICATES("duplicates", "/duplicates", "blocked", "d"),
  CAMPAIGNS("campaigns", "/campaigns", "flow", "c"),
  SANDBOX("sandbox", "/sandbox", "phone", "s"),
  PROVIDERS("providers", "/providers", "plug", "p"),
  ALERTS("alerts", "/alerts", "bell", "a"),
  SIMULATOR("simulator", "/simulator", "flask", ""),
  SETTINGS("settings", "/settings", "settings", "");

  private final String key;
  private final String path;
  private final String icon;
  private final String letter;

  Section(String key, String path, String icon, String letter) {
    this.key = key;
    this.path = path;
    this.icon = icon;
    this.letter = letter;
  }

  public String key() {
    return key;
  }

  public String path() {
    return path;
  }

  /// Its symbol in the sprite, without the prefix.
  public String icon() {
    return icon;
  }

  /// The key that leads here after `g`; empty when there is none.
  public String letter() {
    return letter;
  }
}
