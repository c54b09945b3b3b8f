package semel.message;

/// How a message travels. A lead is owed one message per channel.
public enum Channel {
  SMS("SMS", "sms"),
  EMAIL("Email", "email");

  private final String word;
  private final String key;

  Channel(String word, String key) {
    this.word = word;
    this.key = key;
  }

  /// The word of log lines and alerts.
  public String word() {
    return word;
  }

  /// The lower-case name of URLs, JSON and SQL views.
  public String key() {
    return key;
  }
}
