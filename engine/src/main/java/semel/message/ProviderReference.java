package semel.message;

/// The name a provider gave to a message it accepted.
public record ProviderReference(String value) {
  public ProviderReference {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a provider's reference is never blank");
    }
  }

  private static final String VERDICT = "verdict of ";

  /// What stands for a reference where a person said that the message was sent.
  public static ProviderReference ofVerdict(String who) {
    return new ProviderReference(VERDICT + who);
  }

  /// Whether a person's word stands for it.
  public boolean isVerdict() {
    return value.startsWith(VERDICT);
  }
}
