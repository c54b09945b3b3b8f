package semel.message;

/// Names one message for ever: it is the primary key, the idempotency key sent with every attempt,
/// and the marker by which a look-up finds the message at its provider.
public record MessageKey(LeadId lead, Channel channel) {

  /// The text given to providers: short, ASCII, derived from the message and never from an attempt.
  public String text() {
    return "semel:" + lead + ":" + channel.key();
  }

  @Override
  public String toString() {
    return text();
  }
}
