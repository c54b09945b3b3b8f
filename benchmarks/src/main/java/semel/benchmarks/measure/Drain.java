package semel.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Pace;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;
import semel.benchmarks.peer.Provider;

/// How fast what is due goes to a provider, until the tables say that nothing is left.
final class Drain {

  static final String RATE = "messages/s";
  static final String ROWS = "rows kept";
  static final String TWICE = "sent twice";
  static final String OPEN = "unfinished";

  private static final int FILLERS = 16;
  private static final int BATCH = 100;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Teller teller;
  private final int messages;
  private final long first;
  private final String series;
  private final Costs.Meter meter;

  /// @param order messages, the number of the first registration, the server's process, and how the
  ///   figures are called
  Drain(Teller teller, Order order, String url) {
    this.teller = teller;
    this.messages = order.number("messages");
    this.first = order.whole("first");
    this.series = order.text("series");
    this.meter = Costs.Meter.here(url, order.whole("server"));
  }

  /// To a provider that answers at once and costs nothing.
  void counted(Contender contender) throws Exception {
    var provider = new Counted();
    drain(contender, provider, provider::calls);
    teller.figure(series, ROWS, Costs.rows(meter.url()));
  }

  /// @param calls how many calls the provider has taken
  void drain(Contender contender, Provider provider, LongSupplier calls) throws Exception {
    try (contender) {
      contender.install();
      fill(contender);
      Costs.settle(meter.url());
      var all = contender.open();
      var before = meter.now();
      var began = System.nanoTime();
      contender.work(provider, Load.QUICK);
      var left = await(contender, calls, all, began);
      var seconds = (System.nanoTime() - began) / 1e9;
      var after = meter.now();
      teller.figure(series, RATE, (all - left) / seconds);
      after.tell(teller, series, before, (double) all);
      teller.figure(series, TWICE, Math.max(0, calls.getAsLong() - (all - left)));
      teller.figure(series, OPEN, left);
    }
  }

  private void fill(Contender contender) throws Exception {
    var registrations = messages / contender.messagesEach();
    var batches = Math.ceilDiv(registrations, BATCH);
    Pace.of(
        FILLERS,
        batches,
        place -> {
          var done = (long) place * BATCH;
          contender.accept(first + done, (int) Math.min(BATCH, registrations - done));
          teller.count("filling", done, registrations);
        });
  }

  /// What is left in the end; zero unless patience ran out. The tables are looked at only when all
  /// calls were made, since looking costs too.
  private long await(Contender contender, LongSupplier calls, long all, long began)
      throws Exception {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      if (calls.getAsLong() >= all && contender.open() == 0) {
        return 0;
      }
      teller.count("draining", calls.getAsLong(), all);
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return contender.open();
  }
}
