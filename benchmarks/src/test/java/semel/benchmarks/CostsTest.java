package semel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.own.Semel;
import semel.benchmarks.own.SendingLimit;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;

/// What sending costs the database, counted by the database and beside the limit of the same rows:
/// neither depends on how quick a machine is, or on what else it does.
final class CostsTest {

  private static final int MESSAGES = 2_000;
  private static final int BATCH = 100;

  /// A page that is touched counts each time, also where it lay in memory.
  private static final String COUNTED =
      """
      SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,
             (SELECT sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::bigint
              FROM pg_statio_user_tables),
             (SELECT n_tup_upd FROM pg_stat_user_tables
              WHERE schemaname = 'semel' AND relname = 'message')
      """;

  private static final String SESSIONS =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend'
        AND pid <> pg_backend_pid()
      """;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  @TempDir private Path folder;

  /// @param wal bytes of the write-ahead log
  /// @param pages touched, as often as they were
  /// @param updates of rows of `semel.message`
  private record Count(double wal, double pages, double updates) {}

  /// Opens a contender of its own for each of both steps, since a session that ends has told all
  /// that it counted.
  @FunctionalInterface
  private interface Opening {
    Contender open() throws Exception;
  }

  @Test
  @Timeout(300)
  void sending_writes_little_more_than_its_rows_and_touches_few_pages_beside_theirs()
      throws Exception {
    try (var server = Server.start(folder)) {
      var one = server.fresh("semel_itself");
      var semel = sent(one, () -> new Semel(one, Duration.ZERO, 1_000));
      var other = server.fresh("the_limit");
      var limit = sent(other, () -> new SendingLimit(other));
      System.out.printf("CostsTest: a message of Semel %s, of the limit %s%n", semel, limit);

      assertThat(semel.updates()).as("updates").isEqualTo(limit.updates()).isEqualTo(2.0);
      assertThat(semel.wal() / limit.wal()).as("log").isBetween(0.5, 1.3);
      assertThat(semel.pages() / limit.pages()).as("pages").isBetween(0.5, 2.5);
    }
  }

  /// What each message cost from due to sent.
  private static Count sent(String url, Opening opening) throws Exception {
    try (var contender = opening.open()) {
      contender.install();
      var registrations = MESSAGES / contender.messagesEach();
      for (var first = 0; first < registrations; first += BATCH) {
        contender.accept(first, BATCH);
      }
    }
    Costs.settle(url);
    var before = counted(url);
    try (var contender = opening.open()) {
      var provider = new Counting(new AtomicLong());
      contender.work(provider, Load.QUICK);
      until(() -> provider.calls().get() == MESSAGES && contender.open() == 0);
    }
    // A session tells what it counted when it ends, which is after its client has gone.
    until(() -> number(url, SESSIONS) == 0);
    var after = counted(url);
    return new Count(
        (after.wal - before.wal) / MESSAGES,
        (after.pages - before.pages) / MESSAGES,
        (after.updates - before.updates) / MESSAGES);
  }

  private static void until(Callable<Boolean> reached) throws Exception {
    var began = System.nanoTime();
    while (!reached.call()) {
      assertThat(System.nanoTime() - began).as("nanoseconds").isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static long number(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var r = statement.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    }
  }

  private static Count counted(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var r = statement.executeQuery(COUNTED)) {
      r.next();
      return new Count(r.getLong(1), r.getLong(2), r.getLong(3));
    }
  }
}
