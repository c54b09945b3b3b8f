package semel.lifecycle;

import java.time.Duration;

/// How often and how soon an attempt follows one that was certainly not accepted, and how soon a
/// keyed message in doubt is repeated.
public record RetryPolicy(int attemptsMax, Duration first, Duration longest) {

  public RetryPolicy {
    if (attemptsMax < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("attempts from 1, pauses from short to long");
    }
  }

  /// Exponential with full jitter: up to `first · 2^attempt`, never over `longest`.
  ///
  /// @param chance uniform in [0, 1)
  public Duration pauseAfter(int attempt, double chance) {
    var doublings = Math.clamp(attempt - 1L, 0, 20);
    var ceiling = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis((long) (ceiling * chance));
  }
}
