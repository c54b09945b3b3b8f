package semel.sandbox;

/// How the sandbox behaves for one channel.
public enum Behaviour {
  NORMAL("normal"),
  SLOW("slow"),
  SILENT("silent"),
  REFUSES("refuses"),
  DOWN("down");

  private final String key;

  Behaviour(String key) {
    this.key = key;
  }

  /// The name in JSON.
  public String key() {
    return key;
  }
}
