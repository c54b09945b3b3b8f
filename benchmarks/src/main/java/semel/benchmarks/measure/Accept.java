package semel.benchmarks.measure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Pace;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.peer.Intake;

/// How many registrations a second become durable, each caller waiting for its own, and what each
/// of their messages costs.
final class Accept {

  static final String CALLS = "calls/s";
  static final String MESSAGES = "messages/s";
  static final String MEDIAN = "p50 ms";
  static final String SLOWEST = "p99 ms";
  static final String FOR_A_SECOND = "messages/CPU s";

  static final Duration DELAY = Duration.ofMinutes(10);

  /// A part of the messages is written before anything counts.
  static final int WARM_SHARE = 4;

  /// Whoever calls alone waits for the disk each time.
  private static final int ALONE_SHARE = 10;

  private static final int WARM_CALLERS = 16;

  /// One a connection, and no more gained anything on two cores.
  private static final int LIMIT_CALLERS = 2;

  private static final int BATCH = 500;

  private final Teller teller;
  private final int messages;
  private final Costs.Meter meter;
  private long next;

  /// @param order messages, the number of the first registration, the server's process
  Accept(Teller teller, Order order, String url) {
    this.teller = teller;
    this.messages = order.number("messages");
    this.next = order.whole("first");
    this.meter = Costs.Meter.here(url, order.whole("server"));
  }

  /// @param levels how many callers at once, one after the other
  void one(Candidate candidate, List<Integer> levels) throws Exception {
    try (var contender = candidate.open(meter.url(), DELAY)) {
      contender.install();
      measure(contender, levels, 1);
    }
  }

  void limit() throws Exception {
    try (var limit = Candidate.limit(meter.url(), LIMIT_CALLERS, DELAY)) {
      limit.install();
      measure(limit, List.of(LIMIT_CALLERS), BATCH);
    }
  }

  private void measure(Intake intake, List<Integer> levels, int batch) throws Exception {
    pace("warming up", intake, WARM_CALLERS, batch, messages / WARM_SHARE);
    for (var callers : levels) {
      var series = series(callers, batch);
      var before = meter.now();
      var pace = pace(series, intake, callers, batch, messages / (callers == 1 ? ALONE_SHARE : 1));
      tell(teller, series, pace, batch * intake.messagesEach());
      tell(teller, series, meter, before, pace.calls() * batch * intake.messagesEach());
    }
  }

  /// @param each how many messages a call is
  static void tell(Teller teller, String series, Pace pace, int each) {
    teller.figure(series, CALLS, pace.perSecond());
    teller.figure(series, MESSAGES, pace.perSecond() * each);
    teller.figure(series, MEDIAN, pace.millis(50));
    teller.figure(series, SLOWEST, pace.millis(99));
  }

  static void tell(Teller teller, String series, Costs.Meter meter, Costs before, int messages)
      throws SQLException {
    var after = meter.now();
    after.tell(teller, series, before, messages);
    var seconds = after.clientSecondsSince(before) + after.serverSecondsSince(before);
    teller.figure(series, FOR_A_SECOND, seconds == 0 ? Double.NaN : messages / seconds);
  }

  private static String series(int callers, int batch) {
    if (batch > 1) {
      return callers + " × " + batch;
    }
    return callers == 1 ? "1 caller" : callers + " callers";
  }

  private Pace pace(String what, Intake intake, int callers, int batch, int amount)
      throws Exception {
    var calls = Math.max(callers, amount / intake.messagesEach() / batch);
    var first = next;
    next += (long) calls * batch;
    return Pace.of(
        callers,
        calls,
        place -> {
          intake.accept(first + (long) place * batch, batch);
          teller.count(what, place, calls);
        });
  }
}
