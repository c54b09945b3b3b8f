package semel.benchmarks.peer;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/// Quartz, clustered, as it must be to take over from a dead node: a trigger for each message.
final class Quartz implements Contender {

  private static final JobKey KEY = JobKey.jobKey("message");
  private static final String SOURCE = "benchmark";
  private static final int QUICK_THREADS = 10;
  private static final int HANGING_THREADS = 100;

  /// It makes its handlers itself, so what they need cannot be given to them.
  private static volatile Provider provider = Nobody.HERE;

  private final Pool pool;
  private final Duration delay;
  private @Nullable Scheduler scheduler;

  Quartz(String url, Duration delay) {
    this.pool = new Pool(url);
    this.delay = delay;
    DBConnectionManager.getInstance().addConnectionProvider(SOURCE, new Connections(pool.source()));
  }

  /// Lends Quartz the connections that every peer has.
  private record Connections(HikariDataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return source.getConnection();
    }

    @Override
    public void initialize() {
      // The pool is open already.
    }

    @Override
    public void shutdown() {
      // The pool is closed with the contender.
    }
  }

  /// Makes one call.
  public static final class Handler implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      provider.take(context.getMergedJobDataMap().getString("number"));
    }
  }

  @Override
  public void install() throws Exception {
    pool.script(Scheduler.class, "/org/quartz/impl/jdbcjobstore/tables_postgres.sql");
    scheduler = build(QUICK_THREADS);
    scheduler.addJob(detail(), true);
  }

  private static JobDetail detail() {
    return JobBuilder.newJob(Handler.class)
        .withIdentity(KEY)
        .storeDurably()
        .requestRecovery()
        .build();
  }

  private static Scheduler build(int threads) throws SchedulerException {
    var settings = new Properties();
    settings.put("org.quartz.scheduler.instanceName", SOURCE);
    settings.put("org.quartz.scheduler.instanceId", "AUTO");
    settings.put("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "" + threads);
    settings.put("org.quartz.scheduler.idleWaitTime", "1000");
    settings.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.put("org.quartz.threadPool.threadCount", "" + threads);
    settings.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.put(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    settings.put("org.quartz.jobStore.dataSource", SOURCE);
    settings.put("org.quartz.jobStore.isClustered", "true");
    settings.put("org.quartz.jobStore.clusterCheckinInterval", "1000");
    settings.put("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    // What waits in a full table is not to be treated as missed.
    settings.put("org.quartz.jobStore.misfireThreshold", "3600000");
    return new StdSchedulerFactory(settings).getScheduler();
  }

  @Override
  public int messagesEach() {
    return 1;
  }

  @Override
  public Taken accept(long first, int count) throws Exception {
    var due = Pool.dueAfter(delay);
    if (count == 1) {
      requireNonNull(scheduler).scheduleJob(trigger(first, due));
      return new Taken(List.of(Long.toString(first)), due);
    }
    var triggers =
        LongStream.range(first, first + count)
            .mapToObj(number -> trigger(number, due))
            .collect(Collectors.toSet());
    requireNonNull(scheduler).scheduleJobs(Map.of(detail(), triggers), true);
    return new Taken(List.of(Long.toString(first + count - 1)), due);
  }

  private static Trigger trigger(long number, Instant due) {
    return TriggerBuilder.newTrigger()
        .withIdentity("message-" + number)
        .forJob(KEY)
        .usingJobData("number", Long.toString(number))
        .startAt(Date.from(due))
        .build();
  }

  @Override
  public void work(Provider to, Load load) throws Exception {
    provider = to;
    if (scheduler != null) {
      scheduler.shutdown();
    }
    scheduler =
        build(
            switch (load) {
              case QUICK -> QUICK_THREADS;
              case HANGING -> HANGING_THREADS;
            });
    scheduler.start();
  }

  /// A message that is being sent may stand in both tables.
  @Override
  public long open() throws Exception {
    return pool.number(
        """
        SELECT greatest((SELECT count(*) FROM qrtz_triggers),
                        (SELECT count(*) FROM qrtz_fired_triggers))
        """);
  }

  @Override
  public void close() {
    try {
      if (scheduler != null) {
        scheduler.shutdown();
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.close();
    }
  }
}
