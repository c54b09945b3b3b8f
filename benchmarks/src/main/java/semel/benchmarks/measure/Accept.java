package semel.benchmarks.measure;

import java.time.Duration;
import java.util.List;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.peer.Intake;

/// How many registrations a second become durable, each caller waiting for its own.
final class Accept {

  static final String CALLS = "calls/s";
  static final String MESSAGES = "messages/s";
  static final String MEDIAN = "p50 ms";
  static final String SLOWEST = "p99 ms";

  private static final Duration DELAY = Duration.ofMinutes(10);
  private static final List<Integer> OUR_CALLERS = List.of(1, 16, 64, 256);
  private static final List<Integer> PEERS_CALLERS = List.of(16);
  private static final int WARM_CALLERS = 16;

  /// A part of the messages is written before anything counts.
  private static final int WARM_SHARE = 4;

  /// One a connection, and no more gained anything on two cores.
  private static final int LIMIT_CALLERS = 2;

  private static final int BATCH = 500;

  private final Teller teller;
  private final int messages;
  private long next;

  Accept(Teller teller, int messages) {
    this.teller = teller;
    this.messages = messages;
  }

  void one(Candidate candidate, String url) throws Exception {
    try (var contender = candidate.open(url, DELAY)) {
      contender.install();
      measure(contender, candidate == Candidate.SEMEL ? OUR_CALLERS : PEERS_CALLERS, 1);
    }
  }

  void limit(String url) throws Exception {
    try (var limit = Candidate.limit(url, LIMIT_CALLERS, DELAY)) {
      limit.install();
      measure(limit, List.of(LIMIT_CALLERS), BATCH);
    }
  }

  private void measure(Intake intake, List<Integer> levels, int batch) throws Exception {
    pace("warming up", intake, WARM_CALLERS, batch, messages / WARM_SHARE);
    for (var callers : levels) {
      var series = series(callers, batch);
      var pace = pace(series, intake, callers, batch, messages);
      teller.figure(series, CALLS, pace.perSecond());
      teller.figure(series, MESSAGES, pace.perSecond() * batch * intake.messagesEach());
      teller.figure(series, MEDIAN, pace.millis(50));
      teller.figure(series, SLOWEST, pace.millis(99));
    }
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
