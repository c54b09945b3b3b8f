package semel.message;

/// The name a provider gave to a message it accepted.
public record ProviderReference(String value) {
  public ProviderReference {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a provider's reference is never blank");
    }
  }
}
