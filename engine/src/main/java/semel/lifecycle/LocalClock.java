package semel.lifecycle;

import java.time.Instant;

/// A worker's own clocks. Only the rate of the monotonic one is trusted (protocol §2).
public interface LocalClock {

  /// Nanoseconds from an arbitrary origin; never goes back.
  long monotonicNanos();

  /// The wall clock, which may be wrong by any amount and may jump.
  Instant wall();
}
