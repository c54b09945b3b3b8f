package semel.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Teller;

/// What the service and the database spend while messages wait and nothing is due.
final class Idle {

  static final String CLIENT = "idle, % of a core, service";
  static final String SERVER = "idle, % of a core, database";

  /// At most so long, and twice as long as is measured, the compiler is given to do what a start
  /// leaves it to do: it is more than all else that an idle service does.
  private static final Duration SETTLING = Duration.ofSeconds(90);

  private final Teller teller;
  private final String series;
  private final Duration length;
  private final Costs.Meter meter;

  /// @param order for how many seconds, the process of the service, that of the server, and how the
  ///   figures are called
  Idle(Teller teller, Order order, String url) {
    this.teller = teller;
    this.series = order.text("series");
    this.length = Duration.ofSeconds(order.number("seconds"));
    this.meter = new Costs.Meter(url, order.whole("server"), order.whole("service"));
  }

  void measure() throws Exception {
    var twice = length.multipliedBy(2);
    pass("settling", SETTLING.compareTo(twice) < 0 ? SETTLING : twice);
    var before = meter.now();
    pass("idle", length);
    var after = meter.now();
    var share = 100.0 / length.toSeconds();
    teller.figure(series, CLIENT, after.clientSecondsSince(before) * share);
    teller.figure(series, SERVER, after.serverSecondsSince(before) * share);
  }

  private void pass(String what, Duration time) {
    var began = System.nanoTime();
    for (var left = time.toNanos(); left > 0; left = time.toNanos() - (System.nanoTime() - began)) {
      LockSupport.parkNanos(left);
      teller.progress(what);
    }
  }
}
