package semel.dispatch;

import java.time.Duration;

/// At most `count` messages of a channel per recipient and window.
///
/// @param settle how long after a doubt began its message may still count
public record RecipientLimit(int count, Duration window, Duration settle) {
  public RecipientLimit {
    if (count < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("a limit is at least one message in a positive window");
    }
  }
}
