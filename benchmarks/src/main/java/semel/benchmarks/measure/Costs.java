package semel.benchmarks.measure;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What a measurement has cost so far: CPU of this process and of the database server, and bytes of
/// its write-ahead log.
record Costs(Duration own, Map<Long, Duration> server, long wal) {

  private static final String WAL =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

  private static final String ROWS =
      """
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      """;

  /// @param server the process of the database server
  static Costs now(String url, long server) throws SQLException {
    var spent = new HashMap<Long, Duration>();
    ProcessHandle.of(server).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .forEach(process -> spent.put(process.pid(), spent(process)));
    return new Costs(spent(ProcessHandle.current()), spent, number(url, WAL));
  }

  private static Duration spent(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  double ownSecondsSince(Costs earlier) {
    return seconds(own.minus(earlier.own));
  }

  /// Without the server's processes that ended in between: of those only the autovacuum has any.
  double serverSecondsSince(Costs earlier) {
    return server.entrySet().stream()
        .mapToDouble(now ->
            seconds(now.getValue().minus(earlier.server.getOrDefault(now.getKey(), Duration.ZERO))))
        .sum();
  }

  long walSince(Costs earlier) {
    return wal - earlier.wal;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// Makes the planner know what is there, and lets everybody begin after a checkpoint.
  static void settle(String url) throws SQLException {
    run(url, "VACUUM ANALYZE");
    run(url, "CHECKPOINT");
  }

  /// How many rows lie in the tables of this database.
  static long rows(String url) throws SQLException {
    run(url, "VACUUM ANALYZE");
    return number(url, ROWS);
  }

  private static void run(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
