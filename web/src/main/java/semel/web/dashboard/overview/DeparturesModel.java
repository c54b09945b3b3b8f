package semel.web.dashboard.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import semel.board.Departures;
import semel.board.Departures.Dot;
import semel.board.Departures.Lane;
import semel.board.Shown;
import semel.web.page.View;

/// The strip of what left and what leaves.
public record DeparturesModel(Departures departures) {

  private static final Duration TICK = Duration.ofSeconds(150);

  public List<Dot> lane(Lane lane) {
    return departures.dots().stream().filter(dot -> dot.lane() == lane).toList();
  }

  /// Where an instant stands, as a class.
  public String at(Instant instant) {
    var whole = Duration.between(departures.from(), departures.until()).toMillis();
    return View.step(1.0 * Duration.between(departures.from(), instant).toMillis() / whole);
  }

  /// The middle of a bin, or the dot itself.
  public String place(Dot dot) {
    return at(dot.count() > 1 ? dot.at().plus(Departures.BIN.dividedBy(2)) : dot.at());
  }

  /// How a dot looks.
  public String look(Dot dot) {
    var shown = dot.shown();
    if (shown == null) {
      return "blocked";
    }
    return switch (shown) {
      case SCHEDULED -> "scheduled future";
      case WAITING -> "waiting future";
      case DOUBT -> "doubt dia";
      case SENDING, SENT, FAILED, CANCELLED -> shown.key();
    };
  }

  /// Its symbol.
  public String icon(Dot dot) {
    var shown = dot.shown();
    return shown == null ? "blocked" : shown == Shown.DOUBT ? "ask" : shown.key();
  }

  /// The times under the strip.
  public List<Instant> ticks() {
    return IntStream.rangeClosed(0, 6)
        .mapToObj(i -> departures.from().plus(TICK.multipliedBy(i)))
        .toList();
  }

  /// How much of the last ten minutes before its time has passed, as a class.
  public String ring(Departures.Next next) {
    var left = Duration.between(departures.at(), next.due()).toMillis();
    return View.step(1 - 1.0 * left / Departures.AHEAD.toMillis());
  }

  public long gone() {
    return departures.dots().stream()
        .filter(dot -> dot.shown() == Shown.SENT)
        .mapToLong(Dot::count)
        .sum();
  }

  public long blocked() {
    return lane(Lane.BLOCKED).stream().mapToLong(Dot::count).sum();
  }
}
