package semel.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jobrunr.configuration.JobRunr;
import org.jspecify.annotations.Nullable;
import org.quartz.Trigger;
import semel.benchmarks.own.Limit;
import semel.benchmarks.own.Semel;
import semel.benchmarks.own.SendingLimit;
import semel.database.DatabaseUnfit;
import semel.postgres.PostgresLeads;

/// Everybody who can be measured.
public enum Candidate {
  SEMEL("semel", "Semel", PostgresLeads.class),
  DB_SCHEDULER("db-scheduler", "db-scheduler", Scheduler.class),
  JOBRUNR("jobrunr", "JobRunr", JobRunr.class),
  QUARTZ("quartz", "Quartz", Trigger.class),
  GRAPHILE_WORKER("graphile-worker", "graphile-worker 0.17.3", null),
  PG_BOSS("pg-boss", "pg-boss 10.4.2", null);

  private static final Pattern JAR = Pattern.compile("-([0-9][^/]*)\\.jar$");

  private final String key;
  private final String title;
  private final @Nullable Class<?> part;

  /// @param part of its jar; nothing where it runs on Node
  Candidate(String key, String title, @Nullable Class<?> part) {
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
    var source = part == null ? null : part.getProtectionDomain().getCodeSource();
    var jar = JAR.matcher(source == null ? "" : source.getLocation().getPath());
    return jar.find() ? title + " " + jar.group(1) : title;
  }

  /// Whether it is a package of npm, in the version that its title names, and measured by a script
  /// of its name beside this class.
  public boolean runsOnNode() {
    return part == null;
  }

  public Tuning tuning() {
    return Tuning.of(this);
  }

  /// How many of so many messages it is given: those that would keep everybody waiting for minutes
  /// get fewer, which makes none of them slower.
  public int part(int messages) {
    return switch (this) {
      case SEMEL, DB_SCHEDULER, GRAPHILE_WORKER, PG_BOSS -> messages;
      case JOBRUNR -> Math.max(1, messages / 4);
      case QUARTZ -> Math.max(1, messages / 8);
    };
  }

  public static Optional<Candidate> named(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equalsIgnoreCase(key)).findFirst();
  }

  /// Connects to a database of its own.
  ///
  /// @param delay from a registration to when its messages fall due
  public Contender open(String url, Duration delay) throws DatabaseUnfit {
    return switch (this) {
      case SEMEL -> new Semel(url, delay, Semel.SHIPPED_PERMITS);
      case DB_SCHEDULER -> new DbScheduler(url, delay);
      case JOBRUNR -> new Jobrunr(url, delay);
      case QUARTZ -> new Quartz(url, delay);
      case GRAPHILE_WORKER, PG_BOSS -> throw new IllegalArgumentException(title + " is no Java");
    };
  }

  /// What PostgreSQL can take in at most where it is given Semel's rows.
  ///
  /// @param connections how many write at once
  public static Intake limit(String url, int connections, Duration delay) throws DatabaseUnfit {
    return new Limit(url, connections, delay);
  }

  /// What PostgreSQL can send at most of Semel's rows.
  public static Contender sendingLimit(String url) throws DatabaseUnfit {
    return new SendingLimit(url);
  }
}
