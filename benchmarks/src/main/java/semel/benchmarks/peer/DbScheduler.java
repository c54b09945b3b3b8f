package semel.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// db-scheduler: a table that is polled; a death is noticed by missing heartbeats.
final class DbScheduler implements Contender {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /// The fewest that it allows.
  private static final int HEARTBEATS_MISSED = 4;

  private static final int QUICK_THREADS = 50;
  private static final int HANGING_THREADS = 100;

  private final Pool pool;
  private final Duration delay;
  private final OneTimeTask<Void> sending;
  private final SchedulerClient client;
  private volatile Provider provider = Nobody.HERE;
  private @Nullable Scheduler scheduler;

  DbScheduler(String url, Duration delay) {
    this.pool = new Pool(url);
    this.delay = delay;
    this.sending =
        Tasks.oneTime("message").execute((instance, _) -> provider.take(instance.getId()));
    this.client = SchedulerClient.Builder.create(pool.source(), sending).build();
  }

  @Override
  public void install() throws Exception {
    pool.script(DbScheduler.class, "db-scheduler.sql");
  }

  @Override
  public int messagesEach() {
    return 1;
  }

  @Override
  public Taken accept(long first, int count) {
    var due = Pool.dueAfter(delay);
    if (count == 1) {
      client.scheduleIfNotExists(sending.instance(Long.toString(first)), due);
      return new Taken(List.of(Long.toString(first)), due);
    }
    var batch = new ArrayList<TaskInstance<?>>(count);
    for (var number = first; number < first + count; number++) {
      batch.add(sending.instance(Long.toString(number)));
    }
    client.scheduleBatch(batch, due);
    return new Taken(List.of(Long.toString(first + count - 1)), due);
  }

  @Override
  public void work(Provider to, Load load) {
    provider = to;
    scheduler =
        Scheduler.create(pool.source(), sending)
            .threads(
                switch (load) {
                  case QUICK -> QUICK_THREADS;
                  case HANGING -> HANGING_THREADS;
                })
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(HEARTBEATS_MISSED)
            .build();
    scheduler.start();
  }

  @Override
  public long open() throws Exception {
    return pool.number("SELECT count(*) FROM scheduled_tasks");
  }

  @Override
  public void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
    pool.close();
  }
}
