package semel.benchmarks.gauge;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What a measurement has cost so far: CPU of the measured process and of the database server, and
/// bytes of its write-ahead log.
public record Costs(Duration client, Map<Long, Duration> server, long wal) {

  public static final String CLIENT = "CPU µs/message, client";
  public static final String SERVER = "CPU µs/message, database";
  public static final String WAL = "WAL B/message";

  private static final String WRITTEN =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

  private static final String ROWS =
      """
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      """;

  /// Reads what one measured process and the database server spend.
  ///
  /// @param url of the database
  /// @param server the process of the database server
  /// @param client the measured process
  public record Meter(String url, long server, long client) {

    /// Of this very process.
    public static Meter here(String url, long server) {
      return new Meter(url, server, ProcessHandle.current().pid());
    }

    public Costs now() throws SQLException {
      var spent = new HashMap<Long, Duration>();
      ProcessHandle.of(server).stream()
          .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
          .forEach(process -> spent.put(process.pid(), spent(process)));
      var own = ProcessHandle.of(client).map(Meter::spent).orElse(Duration.ZERO);
      return new Costs(own, spent, number(url, WRITTEN));
    }

    private static Duration spent(ProcessHandle process) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
  }

  public double clientSecondsSince(Costs earlier) {
    return seconds(client.minus(earlier.client));
  }

  /// Without the server's processes that ended in between: of those only the autovacuum has any.
  public double serverSecondsSince(Costs earlier) {
    return server.entrySet().stream()
        .mapToDouble(now ->
            seconds(now.getValue().minus(earlier.server.getOrDefault(now.getKey(), Duration.ZERO))))
        .sum();
  }

  /// Tells what each message has cost since then.
  public void tell(Teller teller, String series, Costs earlier, double messages) {
    teller.figure(series, CLIENT, clientSecondsSince(earlier) * 1e6 / messages);
    teller.figure(series, SERVER, serverSecondsSince(earlier) * 1e6 / messages);
    teller.figure(series, WAL, (wal - earlier.wal) / messages);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// Makes the planner know what is there, and lets everybody begin after a checkpoint.
  public static void settle(String url) throws SQLException {
    run(url, "VACUUM ANALYZE");
    run(url, "CHECKPOINT");
  }

  /// How many rows lie in the tables of this database.
  public static long rows(String url) throws SQLException {
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
