package semel.story;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, never for a time.
final class Eventually {

  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  private Eventually() {}

  /// Returns when the condition holds.
  ///
  /// @throws AssertionError saying what was seen last, when it does not hold within `patience`
  static void that(Duration patience, BooleanSupplier condition, Supplier<String> seen) {
    var until = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not within " + patience + ": " + seen.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
