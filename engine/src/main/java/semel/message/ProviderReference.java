package semel.message;

/// The name a provider gave to a message it accepted.
public record ProviderReference(String value) {
  public ProviderReference {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a provider's reference is never blank");
    }
  }

  private static final char KIND = ':';

  private static final String VERDICT = "verdict of ";

  /// What stands for a reference where a person said that the message was sent.
  public static ProviderReference ofVerdict(String who) {
    return new ProviderReference(VERDICT + who);
  }

  /// Whether two references are surely two acceptances. A provider may name one thing in two ways,
  /// a message and the campaign around it, `kind:name`; names of two kinds prove nothing.
  public boolean contradicts(ProviderReference other) {
    return !value.equals(other.value) && kind().equals(other.kind());
  }

  private String kind() {
    var end = value.indexOf(KIND);
    return end < 0 ? "" : value.substring(0, end);
  }

  /// Whether a person's word stands for it.
  public boolean isVerdict() {
    return value.startsWith(VERDICT);
  }
}
