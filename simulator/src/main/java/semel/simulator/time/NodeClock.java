package semel.simulator.time;

import java.time.Instant;
import semel.lifecycle.LocalClock;

/// The clocks of one simulated machine. Faults: the wall clock jumps and drifts either way, the
/// monotonic one runs up to 1 % fast or slow and stands still while the machine is suspended.
/// Never: a monotonic clock that goes back.
public final class NodeClock implements LocalClock {

  private final Agenda agenda;
  private final Instant start;
  private final double rate;
  private final double drift;
  private long stoodStill;
  private long jumped;

  /// @param rate how fast the monotonic clock runs, near 1
  /// @param drift how fast the wall clock runs, near 1
  public NodeClock(Agenda agenda, Instant start, double rate, double drift) {
    this.agenda = agenda;
    this.start = start;
    this.rate = rate;
    this.drift = drift;
  }

  @Override
  public long monotonicNanos() {
    return (long) ((agenda.now() - stoodStill) * rate);
  }

  @Override
  public Instant wall() {
    return start.plusNanos((long) (agenda.now() * drift) + jumped);
  }

  /// The wall clock is set, ahead or back.
  public void jump(long nanos) {
    jumped += nanos;
  }

  /// The machine is suspended: the monotonic clock will not show this time.
  public void suspended(long nanos) {
    stoodStill += nanos;
  }
}
