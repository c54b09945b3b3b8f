package semel.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import semel.benchmarks.gauge.Heard;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Shares;
import semel.benchmarks.own.Semel;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;

/// Semel with a long past beside a Semel without one, and Semel while very much waits.
final class History {

  /// What has waited is a part of what has been sent.
  private static final int WAITING_SHARE = 10;

  /// So many people of the benchmark's have not registered yet when a measurement begins.
  private static final long PEOPLE = 1_000_000;

  private static final String RATE = "messages/s";
  private static final List<String> NAMES = List.of("accepted/s", "sent/s");
  private static final List<String> SHARES = List.of("accepted, % of empty", "sent, % of empty");

  private final Stand stand;
  private final int messages;
  private final int finished;
  private final int idleSeconds;
  private String past = "";
  private String waiting = "";
  private long people;

  /// @param finished how many messages have been sent
  History(Stand stand, int messages, int finished, int idleSeconds) {
    this.stand = stand;
    this.messages = messages;
    this.finished = finished;
    this.idleSeconds = idleSeconds;
  }

  private String pastSeries() {
    return String.format(Locale.ROOT, "%,d sent before", finished);
  }

  private int waitingMessages() {
    return finished / WAITING_SHARE;
  }

  /// What is measured once: an idle half minute is long enough to be sure of.
  List<Step> before() {
    return List.of(
        new Step("making the past", figures -> past = filled("past", finished, 0, figures)),
        new Step(
            "making what waits",
            figures -> waiting = filled("waiting", 0, waitingMessages(), figures)),
        new Step("nothing due", this::idle));
  }

  private String filled(String name, int sent, int later, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var url = stand.fresh(name);
    var order = stand.order("past").with("finished", sent).with("waiting", later);
    return stand
        .measure(stand.start(Candidate.SEMEL, url, order), Candidate.SEMEL.title(), figures)
        .map(_ -> url)
        .orElse("");
  }

  List<Step> each() {
    return List.of(new Step("empty and with a past", this::speed));
  }

  private void speed(Figures figures) throws IOException, SQLException, InterruptedException {
    var empty = both("empty", Optional.empty(), figures);
    var after = past.isEmpty() ? empty : both(pastSeries(), Optional.of(past), figures);
    if (past.isEmpty() || empty.size() < NAMES.size() || after.size() < NAMES.size()) {
      return;
    }
    for (var i = 0; i < NAMES.size(); i++) {
      var share = Shares.of(after.get(i), empty.get(i), RATE);
      figures.add(Candidate.SEMEL.title(), "empty", SHARES.get(i), 100);
      figures.add(Candidate.SEMEL.title(), pastSeries(), SHARES.get(i), share);
    }
  }

  /// Accepts and sends; what is told of either, unless it did not come to its end.
  private List<List<Heard.Figure>> both(String series, Optional<String> there, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var told = new ArrayList<List<Heard.Figure>>();
    var orders =
        List.of(
            stand.order("accept").with("callers", 256),
            stand.order("drain").with("permits", Semel.SHIPPED_PERMITS).with("series", series));
    for (var i = 0; i < orders.size(); i++) {
      var url = there.isPresent() ? there.get() : stand.fresh("empty");
      people += PEOPLE;
      var order = orders.get(i).with("messages", messages).with("first", people);
      var heard = heard(url, order, figures);
      heard.ifPresent(told::add);
      var name = NAMES.get(i);
      heard.ifPresent(all ->
          all.stream()
              .filter(one -> one.name().equals(RATE))
              .forEach(one -> figures.add(Candidate.SEMEL.title(), series, name, one.value())));
      if (there.isPresent()) {
        heard(url, stand.order("forget"), figures);
      }
    }
    return told;
  }

  private Optional<List<Heard.Figure>> heard(String url, Order order, Figures figures)
      throws IOException, InterruptedException {
    var aside = new Figures();
    var heard =
        stand.measure(stand.start(Candidate.SEMEL, url, order), Candidate.SEMEL.title(), aside);
    aside.whoFailed().forEach(figures::failed);
    return heard;
  }

  private void idle(Figures figures) throws IOException, InterruptedException {
    if (waiting.isEmpty()) {
      return;
    }
    var port = Child.freePort();
    try (var service = stand.service(waiting, port)) {
      var order =
          stand
              .order("idle")
              .with("seconds", idleSeconds)
              .with("service", service.pid())
              .with("series", String.format(Locale.ROOT, "%,d waiting", waitingMessages()));
      stand.measure(stand.start(Candidate.SEMEL, waiting, order), Candidate.SEMEL.title(), figures);
    }
  }
}
