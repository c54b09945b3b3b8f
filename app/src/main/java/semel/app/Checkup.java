package semel.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.app.watch.Watching;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.journal.Sentence;
import semel.lifecycle.Timing;
import semel.monitor.AlertRules;
import semel.monitor.Here.Balance;
import semel.postgres.PostgresSnapshots;
import semel.postgres.claim.Customs;

/// What `./semel doctor` asks. Nothing of it sends, or changes more than the first start would:
/// without a database URL the embedded server is started, and its folder made where it is missing.
public final class Checkup {

  private static final String MEANWHILE =
      " A Semel that runs takes and sends nothing meanwhile, loses nothing, and goes on by itself.";

  private Checkup() {}

  /// One answer, in a sentence.
  public record Result(boolean fit, String sentence) {}

  /// Runs every check.
  public static List<Result> of(Configuration configuration) {
    var results = new ArrayList<Result>();
    database(configuration, results);
    disk(configuration.storage()).ifPresent(results::add);
    var outside = new Outside(configuration);
    for (var credentials : outside.credentials()) {
      var report = credentials.ask();
      results.add(new Result(report.work(), report.sentence()));
    }
    for (var purse : outside.purses()) {
      purse.balance().filter(Balance::low).map(Findings::low).ifPresent(results::add);
    }
    return results;
  }

  private static void database(Configuration configuration, List<Result> results) {
    var where = configuration.storage();
    try (var storage = Storage.visit(where)) {
      var visited = where.address().isEmpty() && storage.embedded().isEmpty();
      var database = storage.database();
      results.add(
          new Result(
              true,
              "database: "
                  + database.describe()
                  + (visited ? ", in use by a Semel that runs on " + where.dataFolder() : "")));
      results.add(clock(database));
      var condition = database.condition();
      results.addAll(Findings.of(condition));
      if (condition.complete()) {
        var delivery = configuration.delivery();
        var snapshot = new PostgresSnapshots(database).take();
        results.addAll(Findings.of(snapshot, patience(delivery.timing())));
        results.addAll(Findings.of(Customs.of(database), delivery));
      }
    } catch (DatabaseUnfit | UncheckedIOException e) {
      results.add(new Result(false, "database: " + Sentence.of(e) + MEANWHILE));
    }
  }

  /// A lease, what evidence waits for, and as much again for a provider that is asked in vain.
  private static Duration patience(Timing timing) {
    return timing.lease().plus(timing.settle()).plus(timing.secondLook()).multipliedBy(2);
  }

  /// Of a database elsewhere only its own machine can tell.
  private static Optional<Result> disk(Configuration.Storage where) {
    if (where.address().isPresent() || !Files.isDirectory(where.dataFolder())) {
      return Optional.empty();
    }
    try {
      var left = Files.getFileStore(where.dataFolder()).getUsableSpace();
      return Optional.of(Findings.disk(left, where.dataFolder().toString()));
    } catch (IOException _) {
      return Optional.empty(); // the folder itself is what the database complained of
    }
  }

  private static Result clock(Database database) {
    return clock(Watching.skew(database));
  }

  /// How far the clocks may be apart before an operator is told to do something about it.
  static Result clock(Duration skew) {
    var fit = skew.compareTo(AlertRules.SKEW_MAX) < 0;
    var advice = "; set it by NTP. Nothing is sent twice, but log times mislead.";
    return new Result(
        fit, "clock: " + skew.toMillis() + " ms from the database's" + (fit ? "" : advice));
  }
}
