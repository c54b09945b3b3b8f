package semel.postgres.claim;

import java.time.Duration;

/// How many claims an account may make in a time; `count` of them at once.
public record GateRate(int count, Duration per) {

  /// No bound but the permits of each worker.
  public static final GateRate NONE = new GateRate(0, Duration.ZERO);

  boolean unlimited() {
    return count == 0;
  }
}
