package semel.app;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import semel.app.loop.SystemClock;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.journal.Sentence;

/// What `./semel doctor` asks. Nothing of it sends, or changes more than the first start would:
/// without a database URL the embedded server is started, and its folder made where it is missing.
public final class Checkup {

  private static final Duration SKEW_MAX = Duration.ofSeconds(5);

  private Checkup() {}

  /// One answer, in a sentence.
  public record Result(boolean fit, String sentence) {}

  /// Runs every check.
  public static List<Result> of(Configuration configuration) {
    var results = new ArrayList<Result>();
    results.addAll(database(configuration.storage()));
    for (var credentials : new Outside(configuration).credentials()) {
      var report = credentials.ask();
      results.add(new Result(report.work(), report.sentence()));
    }
    return results;
  }

  private static List<Result> database(Configuration.Storage where) {
    try (var storage = Storage.visit(where)) {
      var visited = where.address().isEmpty() && storage.embedded().isEmpty();
      return List.of(
          new Result(
              true,
              "database: "
                  + storage.database().describe()
                  + (visited ? ", in use by a Semel that runs on " + where.dataFolder() : "")),
          clock(storage.database()));
    } catch (DatabaseUnfit | UncheckedIOException e) {
      return List.of(new Result(false, "database: " + Sentence.of(e)));
    }
  }

  private static Result clock(Database database) {
    var clock = new SystemClock();
    var before = clock.wall();
    var there = database.clock();
    return clock(Duration.between(middle(before, clock.wall()), there).abs());
  }

  /// How far the clocks may be apart before an operator is told to do something about it.
  static Result clock(Duration skew) {
    var fit = skew.compareTo(SKEW_MAX) < 0;
    var advice = "; set it by NTP. Nothing is sent twice, but log times mislead.";
    return new Result(
        fit, "clock: " + skew.toMillis() + " ms from the database's" + (fit ? "" : advice));
  }

  private static Instant middle(Instant one, Instant other) {
    return one.plus(Duration.between(one, other).dividedBy(2));
  }
}
