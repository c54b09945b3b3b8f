package semel.app.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import semel.lifecycle.LocalClock;

/// The clocks of this machine.
public final class SystemClock implements LocalClock {

  private final InstantSource wall = InstantSource.system();

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }

  /// Lets time pass for the thread that asks, as the sandbox does to be slow.
  public static void pass(Duration duration) {
    Loop.pass(duration);
  }

  @Override
  public Instant wall() {
    return wall.instant();
  }
}
