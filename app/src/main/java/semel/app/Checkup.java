package semel.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import semel.app.loop.SystemClock;
import semel.configuration.Configuration;
import semel.database.DatabaseUnfit;

/// What `./semel doctor` asks; nothing of it sends or changes anything.
public final class Checkup {

  private static final Duration SKEW_MAX = Duration.ofSeconds(5);

  private Checkup() {}

  /// One answer, in a sentence.
  public record Result(boolean fit, String sentence) {}

  /// Runs every check.
  public static List<Result> of(Configuration configuration) {
    var results = new ArrayList<Result>();
    results.addAll(database(configuration));
    for (var credentials : new Outside(configuration).credentials()) {
      var report = credentials.ask();
      results.add(new Result(report.work(), report.sentence()));
    }
    return results;
  }

  private static List<Result> database(Configuration configuration) {
    var clock = new SystemClock();
    try (var storage = Storage.open(configuration.storage())) {
      var before = clock.wall();
      var there = storage.database().clock();
      var skew = Duration.between(middle(before, clock.wall()), there).abs();
      return List.of(
          new Result(true, "database: " + storage.database().describe()),
          new Result(
              skew.compareTo(SKEW_MAX) < 0,
              "clock: "
                  + skew.toMillis()
                  + " ms from the database's"
                  + (skew.compareTo(SKEW_MAX) < 0
                      ? ""
                      : "; set it by NTP. Nothing is sent twice, but log times mislead.")));
    } catch (DatabaseUnfit e) {
      return List.of(new Result(false, "database: " + e.getMessage()));
    }
  }

  private static Instant middle(Instant one, Instant other) {
    return one.plus(Duration.between(one, other).dividedBy(2));
  }
}
