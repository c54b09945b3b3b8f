package semel.simulator.time;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import semel.worker.Threads;

/// The threads of one simulated process.
///
/// @param quietUntil until when nothing can be due, open or in doubt: a turn that could only find
///   nothing is left out until then
public record SimulatedThreads(SimulatedProcess process, Agenda agenda, LongSupplier quietUntil)
    implements Threads {

  private static final long AFTER_A_FAULT = Duration.ofSeconds(1).toNanos();

  /// What the quickest turn takes.
  private static final long TURN = Duration.ofNanos(10_000).toNanos();

  private static final long BREATH = Duration.ofMillis(2).toNanos();

  /// The longest time for which a loop is left out.
  private static final long IDLE = Duration.ofMinutes(1).toNanos();

  @Override
  public Handle loop(String name, Supplier<Duration> step) {
    return new SimulatedLoop(step);
  }

  @Override
  public void begin(String name, Runnable call) {
    process.begin(call);
  }

  /// A simulated process is never drained: it quiesces, and dies later.
  @Override
  public boolean acquire(Semaphore permits, int count, Duration patience) {
    return false;
  }

  private final class SimulatedLoop implements Handle {
    private final Supplier<Duration> step;
    private long arrangedAt = Long.MAX_VALUE;
    private long wakeAt = Long.MAX_VALUE;
    private long ticket;
    private boolean turning;
    private boolean stopped;

    SimulatedLoop(Supplier<Duration> step) {
      this.step = step;
    }

    @Override
    public void start() {
      arrange(agenda.now());
    }

    private void arrange(long at) {
      arrangedAt = at;
      var mine = ++ticket;
      process.at(
          at,
          () -> {
            if (mine == ticket && !stopped) {
              turn();
            }
          });
    }

    private void turn() {
      arrangedAt = Long.MAX_VALUE;
      if (wakeAt <= agenda.now()) {
        wakeAt = Long.MAX_VALUE;
      } else {
        var quiet = Math.min(quietUntil.getAsLong(), agenda.now() + IDLE);
        if (quiet > agenda.now()) {
          arrange(Math.min(wakeAt, quiet));
          return;
        }
      }
      turning = true;
      process.begin(() -> {
        var rest = rest();
        turning = false;
        arrange(Math.min(agenda.now() + rest, wakeAt));
      });
    }

    private long rest() {
      try {
        var rest = step.get();
        return rest.isZero() ? TURN : Math.max(rest.toNanos(), BREATH);
      } catch (Crashed crashed) {
        throw crashed;
      } catch (RuntimeException | Error _) {
        return AFTER_A_FAULT;
      }
    }

    @Override
    public void wake() {
      wakeIn(Duration.ZERO);
    }

    @Override
    public void wakeIn(Duration delay) {
      var at = agenda.now() + delay.toNanos();
      if (at < wakeAt) {
        wakeAt = at;
        if (!turning && !stopped && at < arrangedAt) {
          arrange(at);
        }
      }
    }

    @Override
    public void close() {
      stopped = true;
    }

    @Override
    public void join(Duration patience) {
      // The turn that runs ends by itself; nobody waits for it here.
    }
  }
}
