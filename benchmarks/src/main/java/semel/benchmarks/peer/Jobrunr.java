package semel.benchmarks.peer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jspecify.annotations.Nullable;

/// JobRunr: a JSON document for each message; a death is noticed by polls that stay out.
final class Jobrunr implements Contender {

  /// The shortest that it allows on SQL.
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final int WORKERS = 100;

  /// It makes its handlers itself, so what they need cannot be given to them.
  private static volatile Provider provider = Nobody.HERE;

  private final Pool pool;
  private final Duration delay;
  private @Nullable JobRequestScheduler client;
  private @Nullable BackgroundJobServer server;

  Jobrunr(String url, Duration delay) {
    this.pool = new Pool(url);
    this.delay = delay;
  }

  /// What it stores and hands to the handler.
  public record Sending(long number) implements JobRequest {
    @Override
    public Class<? extends JobRequestHandler<Sending>> getJobRequestHandler() {
      return Handler.class;
    }
  }

  /// Makes one call.
  public static final class Handler implements JobRequestHandler<Sending> {
    @Override
    public void run(Sending sending) {
      provider.take(Long.toString(sending.number()));
    }
  }

  @Override
  public void install() {
    client =
        JobRunr.configure()
            .useStorageProvider(SqlStorageProviderFactory.using(pool.source()))
            .initialize()
            .getJobRequestScheduler();
  }

  @Override
  public int messagesEach() {
    return 1;
  }

  @Override
  public Taken accept(long first, int count) {
    var due = Pool.dueAfter(delay);
    var scheduler = requireNonNull(client);
    if (count == 1) {
      scheduler.schedule(due, new Sending(first));
      return new Taken(List.of(Long.toString(first)), due);
    }
    scheduler.create(
        LongStream.range(first, first + count)
            .mapToObj(
                number -> JobBuilder.aJob().withJobRequest(new Sending(number)).scheduleAt(due)));
    return new Taken(List.of(Long.toString(first + count - 1)), due);
  }

  @Override
  public void work(Provider to, Load load) {
    provider = to;
    var settings =
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andWorkerCount(WORKERS)
            .andPollInterval(POLL);
    server =
        JobRunr.configure()
            .useStorageProvider(SqlStorageProviderFactory.using(pool.source()))
            .useBackgroundJobServer(settings)
            .initialize()
            .getBackgroundJobServer();
  }

  @Override
  public long open() throws Exception {
    return pool.number(
        "SELECT count(*) FROM jobrunr_jobs WHERE state NOT IN ('SUCCEEDED', 'DELETED')");
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
    pool.close();
  }
}
