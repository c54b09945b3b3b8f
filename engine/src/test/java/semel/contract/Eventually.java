package semel.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition with a deadline, never for a time.
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

  private Eventually() {}

  /// Returns when the condition holds.
  ///
  /// @throws AssertionError when it does not hold within three minutes
  public static void eventually(String what, BooleanSupplier condition) {
    within(PATIENCE, condition, () -> what);
  }

  /// Returns when the condition holds.
  ///
  /// @throws AssertionError saying what was seen last, when it does not hold within `patience`
  public static void within(Duration patience, BooleanSupplier condition, Supplier<String> seen) {
    var until = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("not within " + patience + ": " + seen.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
