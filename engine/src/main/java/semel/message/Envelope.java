package semel.message;

/// What a provider is given.
public record Envelope(MessageKey key, Recipient recipient, Content content) {

  public Envelope {
    if (recipient.channel() != key.channel() || content.channel() != key.channel()) {
      throw new IllegalArgumentException("recipient and content belong to " + key.channel());
    }
  }
}
