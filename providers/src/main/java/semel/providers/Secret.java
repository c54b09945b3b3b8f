package semel.providers;

/// An API key or a token. It prints as dots, so that no record that holds one can leak it.
public record Secret(String value) {

  /// Refuses what no provider gives out and no header could carry.
  public Secret {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("A key is visible ASCII without spaces.");
    }
  }

  @Override
  public String toString() {
    return "•••";
  }
}
