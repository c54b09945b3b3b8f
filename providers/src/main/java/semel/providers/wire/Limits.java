package semel.providers.wire;

import java.time.Duration;

/// How long and how much one exchange may take.
///
/// `open` covers name, connection and TLS together: nothing is written in that time, so running out
/// of it is harmless, and what remains of `exchange` is left for the answer. `exchange` covers
/// everything, also an answer that drips. `answerBytes` bounds the body.
public record Limits(Duration open, Duration exchange, int answerBytes) {

  private static final int ANSWER_BYTES = 1 << 20;

  /// Three seconds to open, ten in all, one mebibyte of answer.
  public static final Limits DEFAULT = within(Duration.ofSeconds(10));

  public Limits {
    if (!open.isPositive() || open.compareTo(exchange) > 0 || answerBytes < 1) {
      throw new IllegalArgumentException(
          "Limits must be positive, and opening must not be longer than the whole exchange.");
    }
  }

  /// The default proportions for another length of the whole exchange.
  public static Limits within(Duration exchange) {
    return new Limits(exchange.multipliedBy(3).dividedBy(10), exchange, ANSWER_BYTES);
  }
}
