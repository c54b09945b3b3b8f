package semel.web.page;

/// The places of the frame, in their order.
public enum Section {
  OVERVIEW("overview", "/", "overview"),
  MESSAGES("messages", "/messages", "list"),
  DOUBTS("doubts", "/in-doubt", "doubt"),
  DUPLICATES("duplicates", "/duplicates", "blocked"),
  CAMPAIGNS("campaigns", "/campaigns", "flow"),
  SANDBOX("sandbox", "/sandbox", "phone"),
  PROVIDERS("providers", "/providers", "plug"),
  ALERTS("alerts", "/alerts", "bell"),
  SIMULATOR("simulator", "/simulator", "flask"),
  SETTINGS("settings", "/settings", "settings");

  private final String key;
  private final String path;
  private final String icon;

  Section(String key, String path, String icon) {
    this.key = key;
    this.path = path;
    this.icon = icon;
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
}
