package semel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Shares;
import semel.benchmarks.measure.Crash;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.own.Semel;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;

/// What each measurement consists of.
final class Steps {

  private static final String LIMIT = "limit of this PostgreSQL";
  private static final String RATE = "messages/s";
  private static final List<Integer> PERMITS = List.of(Semel.SHIPPED_PERMITS, 1000);
  private static final Duration VICTIM_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Stand stand;
  private final int messages;
  private final History history;

  /// The most that each was seen to send, messages a second.
  private final Map<Candidate, Double> most = new EnumMap<>(Candidate.class);

  Steps(Stand stand, int messages, History history) {
    this.stand = stand;
    this.messages = messages;
    this.history = history;
  }

  /// What is done once, before the first round.
  List<Step> before(Measurement measurement) {
    return measurement == Measurement.HISTORY ? history.before() : List.of();
  }

  /// What each round does.
  List<Step> of(Measurement measurement, List<Candidate> candidates) {
    return switch (measurement) {
      case ACCEPT -> accept(candidates);
      case DRAIN -> drain(candidates);
      case HTTP -> List.of(new Step(Candidate.SEMEL.title(), this::posted));
      case LATE -> each(candidates, this::late);
      case CRASH -> each(candidates, this::crash);
      case HISTORY -> history.each();
    };
  }

  private interface Measured {
    void take(Candidate candidate, Figures figures)
        throws IOException, SQLException, InterruptedException;
  }

  private static List<Step> each(List<Candidate> candidates, Measured measured) {
    return candidates.stream()
        .map(one -> new Step(one.title(), figures -> measured.take(one, figures)))
        .toList();
  }

  private Order sized(String what, Candidate candidate) {
    return stand.order(what).with("messages", candidate.part(messages)).with("first", 0);
  }

  private List<Step> accept(List<Candidate> candidates) {
    var steps = new ArrayList<>(each(candidates, this::accept));
    steps.add(1, new Step(Candidate.SEMEL.title() + " over HTTP", this::door));
    steps.add(limit("accept-limit"));
    return steps;
  }

  private void accept(Candidate candidate, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var levels = candidate == Candidate.SEMEL ? "1,16,64,256" : "16";
    var order = sized("accept", candidate).with("callers", levels);
    stand.measure(
        stand.start(candidate, stand.fresh(candidate.key()), order), candidate.title(), figures);
  }

  private void door(Figures figures) throws IOException, SQLException, InterruptedException {
    var url = stand.fresh("service");
    var port = Child.freePort();
    try (var service = stand.service(url, port)) {
      var order = sized("door", Candidate.SEMEL).with("port", port).with("service", service.pid());
      stand.measure(stand.start(Candidate.SEMEL, url, order), Candidate.SEMEL.title(), figures);
    }
  }

  private Step limit(String what) {
    return new Step(
        LIMIT,
        figures -> {
          var order = sized(what, Candidate.SEMEL).with("series", "2 × 500");
          stand.measure(stand.start(Candidate.SEMEL, stand.fresh("limit"), order), LIMIT, figures);
        });
  }

  private List<Step> drain(List<Candidate> candidates) {
    var semel =
        PERMITS.stream()
            .map(permits ->
                new Step(
                    Candidate.SEMEL.title() + ", " + permits + " permits",
                    figures -> drain(Candidate.SEMEL, permits, figures)));
    var peers =
        each(candidates.subList(1, candidates.size()), (one, figures) -> drain(one, 0, figures));
    return Stream.of(semel, peers.stream(), Stream.of(limit("drain-limit")))
        .flatMap(steps -> steps)
        .toList();
  }

  /// @param permits of Semel
  private void drain(Candidate candidate, int permits, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var series = permits == 0 ? "all due at once" : "SEMEL_PERMITS=" + permits;
    var order = sized("drain", candidate).with("permits", permits).with("series", series);
    var told =
        stand.measure(
            stand.start(candidate, stand.fresh(candidate.key()), order),
            candidate.title(),
            figures);
    if (permits <= Semel.SHIPPED_PERMITS) {
      told.stream()
          .flatMap(List::stream)
          .filter(one -> one.name().equals(RATE))
          .forEach(one -> most.merge(candidate, one.value(), Math::max));
    }
  }

  private void posted(Figures figures) throws IOException, SQLException, InterruptedException {
    var who = Candidate.SEMEL.title();
    var port = Child.freePort();
    try (var _ = stand.provider(port)) {
      var order =
          sized("posted-alone", Candidate.SEMEL)
              .with("port", port)
              .with("permits", Semel.SHIPPED_PERMITS)
              .with("series", "128 callers");
      var url = stand.fresh(Candidate.SEMEL.key());
      var alone =
          stand.measure(
              stand.start(Candidate.SEMEL, url, order), "its client without a database", figures);
      var series = "SEMEL_PERMITS=" + Semel.SHIPPED_PERMITS;
      var whole = new Order("posted", order.terms()).with("series", series);
      var told = stand.measure(stand.start(Candidate.SEMEL, url, whole), who, figures);
      if (alone.isPresent() && told.isPresent()) {
        var share = Shares.of(told.get(), alone.get(), RATE);
        figures.add(who, series, "% of its client alone", share);
      }
    }
  }

  private void late(Candidate candidate, Figures figures)
      throws IOException, SQLException, InterruptedException {
    if (!most.containsKey(candidate)) {
      drain(candidate, candidate == Candidate.SEMEL ? Semel.SHIPPED_PERMITS : 0, new Figures());
    }
    var rate = most.get(candidate);
    if (rate == null) {
      figures.failed(candidate.title());
      return;
    }
    var order = stand.order("late").with("most", rate);
    stand.measure(
        stand.start(candidate, stand.fresh(candidate.key()), order), candidate.title(), figures);
  }

  private void crash(Candidate candidate, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var url = stand.fresh(candidate.key());
    var file = stand.folder().resolve("ledger.txt");
    Files.deleteIfExists(file);
    try (var victim = stand.start(candidate, url, stand.order("victim").with("file", file))) {
      if (!hundredOpen(victim, file)) {
        stand.fail(candidate.title(), victim, figures);
        return;
      }
      victim.kill();
    }
    var killed = InstantSource.system().instant();
    var order = stand.order("heir").with("file", file).with("killed", killed);
    stand.measure(stand.start(candidate, url, order), candidate.title(), figures);
  }

  /// Waits until the provider has taken all of them; false when it does not come to that.
  private boolean hundredOpen(Child victim, Path file) throws IOException {
    var began = System.nanoTime();
    while (victim.isAlive() && System.nanoTime() - began < VICTIM_PATIENCE.toNanos()) {
      var taken = Files.exists(file) ? Files.readAllLines(file).size() : 0;
      if (taken >= Crash.CALLS) {
        return true;
      }
      stand.progress().show(taken + " of " + Crash.CALLS + " calls are open");
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return false;
  }
}
