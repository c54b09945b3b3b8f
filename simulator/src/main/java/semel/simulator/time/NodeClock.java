package semel.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import semel.lifecycle.LocalClock;

/// The clocks of one simulated machine. Faults: the wall clock jumps and drifts either way, the
/// monotonic one runs up to 1 % fast or slow and stands still while the machine is suspended.
/// Never: a monotonic clock that goes back; nor, unless a world is marked, a suspension that the
/// wall clock hides because within one lease it was set back by nearly as much.
public final class NodeClock implements LocalClock {

  /// No claim of any world lasts longer.
  private static final long LEASE = Duration.ofSeconds(60).toNanos();

  /// What the guard cannot tell from a time without a move, with room for drift: a wall clock that
  /// was set back by a margin at most, or shows no more than what is left of a lease.
  private static final long BACK = Duration.ofSeconds(7).toNanos();

  private static final long LEFT = Duration.ofSeconds(50).toNanos();

  /// What moved one clock and not the other, and when by the monotonic one.
  private record Move(long at, long stood, long jump) {}

  private final Agenda agenda;
  private final Instant start;
  private final double rate;
  private final double drift;
  private final List<Move> moves = new ArrayList<>();
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

  /// The wall clock is set, ahead or back; where that would hide a suspension, further ahead.
  public void jump(long nanos) {
    var by = nanos;
    while (!mayMove(0, by)) {
      by += LEASE;
    }
    jumped += by;
  }

  /// The machine is suspended: the monotonic clock will not show this time. Where the wall clock
  /// was set back so that it would not either, it is set ahead as the machine wakes.
  public void suspended(long nanos) {
    var ahead = 0L;
    while (!mayMove(nanos, ahead)) {
      ahead += LEASE;
    }
    stoodStill += nanos;
    jumped += ahead;
  }

  /// The machine is suspended, and no clock will show this time.
  public void standsStill(long nanos) {
    stoodStill += nanos;
    jumped -= nanos;
  }

  /// Whether each time span up to now that one lease may reach back to stays seen, and if so, that
  /// it is made.
  private boolean mayMove(long stood, long jump) {
    moves.removeIf(move -> monotonicNanos() - move.at() > LEASE);
    moves.add(new Move(monotonicNanos(), stood, jump));
    var stoodSince = 0L;
    var shown = 0L;
    for (var move : moves.reversed()) {
      stoodSince += move.stood();
      shown += move.stood() + move.jump();
      if (stoodSince > 0 && shown > -BACK && shown < Math.min(stoodSince, LEFT)) {
        moves.removeLast();
        return false;
      }
    }
    return true;
  }
}
