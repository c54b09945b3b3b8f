package semel.app;

import java.time.Instant;
import java.time.InstantSource;
import semel.lifecycle.LocalClock;

/// The clocks of this machine.
final class SystemClock implements LocalClock {

  private final InstantSource wall = InstantSource.system();

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }

  @Override
  public Instant wall() {
    return wall.instant();
  }
}
