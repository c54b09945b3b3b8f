package semel.app.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.configuration.Configuration;
import semel.dispatch.Dispatcher;
import semel.monitor.Monitor;
import semel.reconcile.Reconciler;

/// One running Semel without its door: deliveries, settlement, monitor. Timer, sweep and recovery
/// at start are three ways to wake the same claim.
public final class Worker {

  private static final Duration HORIZON_MIN = Duration.ofSeconds(1);
  private static final Duration MONITOR = Duration.ofSeconds(5);

  private final Reconciler reconciler;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Settlement settlement;
  private final Loop monitoring;
  private final Duration drain;

  public Worker(
      Configuration.Delivery delivery,
      List<Dispatcher> dispatchers,
      Reconciler reconciler,
      Monitor monitor) {
    var timing = delivery.timing();
    this.reconciler = reconciler;
    var half = timing.lease().dividedBy(2);
    var sweep = delivery.sweep().compareTo(half) < 0 ? delivery.sweep() : half;
    var horizon = horizon(delivery);
    dispatchers.forEach(d -> deliveries.add(new Delivery(d, delivery.permits(), horizon)));
    this.settlement = new Settlement(reconciler, sweep);
    this.monitoring =
        new Loop(
            "monitor",
            () -> {
              monitor.step();
              return MONITOR;
            });
    this.drain = timing.request().plusSeconds(2);
  }

  /// What others register falls due no sooner than the delay: half of it is often enough to see it
  /// coming, the sweep is seldom enough.
  private static Duration horizon(Configuration.Delivery delivery) {
    var half = delivery.delay().dividedBy(2);
    var often = half.compareTo(HORIZON_MIN) < 0 ? HORIZON_MIN : half;
    return often.compareTo(delivery.sweep()) < 0 ? often : delivery.sweep();
  }

  /// The sweep at start, before anything else runs; how long until the next lease may lapse.
  public Optional<Duration> recover() {
    return reconciler.sweep();
  }

  public void start() {
    settlement.start();
    deliveries.forEach(Delivery::start);
    monitoring.start();
  }

  /// Something falls due after `delay`: the timer.
  public void dueIn(Duration delay) {
    deliveries.forEach(delivery -> delivery.dueIn(delay));
  }

  /// Claims nothing more, lets open calls end, and records them.
  public void stop() {
    deliveries.forEach(Delivery::close);
    settlement.close();
    deliveries.forEach(delivery -> delivery.drain(drain));
    monitoring.close();
    monitoring.join(Duration.ofSeconds(1));
  }
}
