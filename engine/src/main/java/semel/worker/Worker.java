package semel.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.dispatch.Dispatcher;
import semel.journal.Journal;
import semel.lifecycle.Timing;
import semel.reconcile.Reconciler;

/// One running Semel without its door: deliveries and settlement. Timer, sweep and recovery at
/// start are three ways to wake the same claim.
public final class Worker {

  /// What a worker is set up with.
  ///
  /// @param delay from registration to due
  /// @param sweep the longest rest between two looks for what is overdue
  /// @param permits how many calls an account may have open
  public record Settings(Timing timing, Duration delay, Duration sweep, int permits) {

    /// What others register falls due no sooner than the delay: half of it is often enough to see
    /// it coming, the sweep is seldom enough.
    Duration horizon() {
      return shorter(longer(delay.dividedBy(2), HORIZON_MIN), sweep);
    }

    /// A lease that lapses is seen no later than half a lease after.
    Duration sweepOften() {
      return shorter(sweep, timing.lease().dividedBy(2));
    }

    /// Doubts are looked at often enough that no wait of theirs grows by a hundredth, and no
    /// oftener than twice a second.
    Duration watchOften() {
      return longer(shorter(timing.settle().dividedBy(WATCHES), WATCH_MAX), WATCH_MIN);
    }

    private static Duration shorter(Duration a, Duration b) {
      return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
      return a.compareTo(b) < 0 ? b : a;
    }
  }

  private static final Duration HORIZON_MIN = Duration.ofSeconds(1);
  private static final int WATCHES = 120;
  private static final Duration WATCH_MIN = Duration.ofMillis(500);
  private static final Duration WATCH_MAX = Duration.ofSeconds(5);

  private final Reconciler reconciler;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Settlement settlement;
  private final Duration drain;

  public Worker(
      Settings settings,
      List<Dispatcher> dispatchers,
      Reconciler reconciler,
      Threads threads,
      Journal journal) {
    this.reconciler = reconciler;
    var horizon = settings.horizon();
    dispatchers.forEach(
        d -> deliveries.add(new Delivery(d, settings.permits(), horizon, threads, journal)));
    this.settlement =
        new Settlement(reconciler, settings.sweepOften(), settings.watchOften(), threads, journal);
    this.drain = settings.timing().request().plusSeconds(2);
  }

  /// The sweep at start, before anything else runs; how long until the next lease may lapse.
  public Optional<Duration> recover() {
    return reconciler.sweep();
  }

  public void start() {
    settlement.start();
    deliveries.forEach(Delivery::start);
  }

  /// Something falls due after `delay`: the timer.
  public void dueIn(Duration delay) {
    deliveries.forEach(delivery -> delivery.dueIn(delay));
  }

  /// Claims nothing more and lets no byte of a new call leave; open calls go on and are recorded.
  public void quiesce() {
    deliveries.forEach(Delivery::close);
  }

  /// Quiesces, lets open calls end, and records them.
  public void stop() {
    quiesce();
    settlement.close();
    deliveries.forEach(delivery -> delivery.drain(drain));
  }
}
