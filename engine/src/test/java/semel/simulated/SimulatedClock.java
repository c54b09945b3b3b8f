package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import semel.lifecycle.LocalClock;

/// A worker's clocks. Faults: the wall clock jumps either way; the monotonic one stands still while
/// the machine is suspended. Never: a monotonic clock that goes back.
public final class SimulatedClock implements LocalClock {

  private long nanos = 17;
  private Instant wall = Instant.parse("2026-03-01T09:00:00Z");

  @Override
  public synchronized long monotonicNanos() {
    return nanos;
  }

  @Override
  public synchronized Instant wall() {
    return wall;
  }

  /// Time passes by both clocks.
  public synchronized void passed(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /// Time passes, and only the wall clock shows it.
  public synchronized void suspended(Duration time) {
    wall = wall.plus(time);
  }

  /// The wall clock is set, ahead or back.
  public synchronized void wallJumped(Duration by) {
    wall = wall.plus(by);
  }
}
