package semel.lifecycle;

import java.time.Duration;
import java.time.Instant;

/// An instant as both of a worker's clocks saw it.
public record Moment(long monotonicNanos, Instant wall) {

  /// Reads both clocks.
  public static Moment now(LocalClock clock) {
    return new Moment(clock.monotonicNanos(), clock.wall());
  }

  /// The time since then by whichever clock says more: a clock that stood still while the machine
  /// was suspended, or one that was set back, then does no harm (§6, Guard).
  public Duration elapsed(LocalClock clock) {
    var monotonic = Duration.ofNanos(clock.monotonicNanos() - monotonicNanos);
    var wallClock = Duration.between(wall, clock.wall());
    return monotonic.compareTo(wallClock) > 0 ? monotonic : wallClock;
  }

  /// How far the wall clock was set back since then, as the monotonic one tells; negative when it
  /// went ahead. What else it would have shown, such as a suspension, cannot be told any more.
  public Duration setBack(LocalClock clock) {
    return Duration.ofNanos(clock.monotonicNanos() - monotonicNanos)
        .minus(Duration.between(wall, clock.wall()));
  }
}
