package semel.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jobrunr.configuration.JobRunr;
import org.quartz.Trigger;
import semel.benchmarks.own.Limit;
import semel.benchmarks.own.Semel;
import semel.database.DatabaseUnfit;
import semel.postgres.PostgresLeads;

/// Everybody who can be measured.
public enum Candidate {
  SEMEL("semel", "Semel", PostgresLeads.class),
  DB_SCHEDULER("db-scheduler", "db-scheduler", Scheduler.class),
  JOBRUNR("jobrunr", "JobRunr", JobRunr.class),
  QUARTZ("quartz", "Quartz", Trigger.class);

  private static final Pattern JAR = Pattern.compile("-([0-9][^/]*)\\.jar$");

  private final String key;
  private final String title;
  private final Class<?> part;

  Candidate(String key, String title, Class<?> part) {
    this.key = key;
    this.title = title;
    this.part = part;
  }

  /// How the command line names it.
  public String key() {
    return key;
  }

  /// Its name and, as far as its jar says it, its version.
  public String title() {
    var source = part.getProtectionDomain().getCodeSource();
    var jar = JAR.matcher(source == null ? "" : source.getLocation().getPath());
    return jar.find() ? title + " " + jar.group(1) : title;
  }

  public static Optional<Candidate> named(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equalsIgnoreCase(key)).findFirst();
  }

  /// Connects to a database of its own.
  ///
  /// @param delay from a registration to when its messages fall due
  public Contender open(String url, Duration delay) throws DatabaseUnfit {
    return switch (this) {
      case SEMEL -> new Semel(url, delay);
      case DB_SCHEDULER -> new DbScheduler(url, delay);
      case JOBRUNR -> new Jobrunr(url, delay);
      case QUARTZ -> new Quartz(url, delay);
    };
  }

  /// What PostgreSQL can do at most where it is given Semel's rows.
  ///
  /// @param connections how many write at once
  public static Intake limit(String url, int connections, Duration delay) throws DatabaseUnfit {
    return new Limit(url, connections, delay);
  }
}
