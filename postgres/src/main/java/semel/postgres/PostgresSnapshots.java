package semel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.database.Database;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshots;
import semel.postgres.row.Codes;

/// The operator's numbers, read from the indexes of what is open so that history costs nothing.
public final class PostgresSnapshots implements Snapshots {

  private static final String OPEN =
      """
      SELECT m.channel, m.state, count(*)
      FROM semel.message m
      WHERE m.open
      GROUP BY m.channel, m.state
      UNION ALL
      SELECT m.channel, m.state, count(*)
      FROM semel.message m
      WHERE m.doubt_since IS NOT NULL AND m.state = 3
      GROUP BY m.channel, m.state
      """;

  private static final String AGES =
      """
      SELECT coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(m.next_at) FROM semel.message m
               WHERE m.open AND m.state = 0 AND m.next_at < clock_timestamp())), 0),
             coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(m.doubt_since) FROM semel.message m
               WHERE m.doubt_since IS NOT NULL)), 0)
      """;

  private static final String REPEATS =
      """
      SELECT b.reason, count(*)
      FROM semel.blocked_repeat b
      WHERE b.id > (SELECT coalesce(max(a.repeat_id), 0) FROM semel.alert a
                    WHERE a.rule = 'repeat')
      GROUP BY b.reason
      """;

  private static final String INCIDENTS =
      """
      SELECT count(*)
      FROM semel.journal j
      WHERE j.mark = 2
        AND j.id > (SELECT coalesce(max(a.line_id), 0) FROM semel.alert a
                    WHERE a.rule = 'incident')
      """;

  private static final String FAILURES =
      """
      SELECT count(*)
      FROM semel.journal j
      WHERE j.to_state = 5 AND j.from_state <> 5
        AND j.id > (SELECT coalesce(max(a.line_id), 0) FROM semel.alert a
                    WHERE a.rule = 'failed')
      """;

  private static final String PAUSED =
      """
      SELECT g.account, coalesce('paused by ' || g.paused_by, g.pause_reason, '') AS reason,
             CASE WHEN g.paused_by IS NULL
                  THEN extract(epoch FROM g.paused_until - clock_timestamp()) END AS seconds
      FROM semel.rate_gate g
      WHERE g.paused_by IS NOT NULL
         OR g.paused_until > clock_timestamp() + interval '10 seconds'
      """;

  private static final String BACKLOG =
      """
      SELECT count(*) FILTER (WHERE m.state = 0 AND m.next_at <= clock_timestamp()),
             count(*) FILTER (WHERE m.state = 2),
             count(*) FILTER (WHERE m.state = 0 AND m.next_at > clock_timestamp())
      FROM semel.message m
      WHERE m.open
      """;

  private final Database database;

  /// What a worker finds when it starts.
  public record Backlog(long due, long inDoubt, long scheduled) {}

  public PostgresSnapshots(Database database) {
    this.database = database;
  }

  /// Counts what is open.
  public Backlog backlog() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var r = statement.executeQuery(BACKLOG)) {
        r.next();
        return new Backlog(r.getLong(1), r.getLong(2), r.getLong(3));
      }
    });
  }

  @Override
  public Snapshot take() {
    return database.transaction(PostgresSnapshots::take);
  }

  private static Snapshot take(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      var messages = open(statement);
      Duration lag;
      Duration doubt;
      try (var r = statement.executeQuery(AGES)) {
        r.next();
        lag = seconds(r.getDouble(1));
        doubt = seconds(r.getDouble(2));
      }
      var repeats = new HashMap<String, Long>();
      try (var r = statement.executeQuery(REPEATS)) {
        while (r.next()) {
          repeats.put(r.getString(1), r.getLong(2));
        }
      }
      var incidents = count(statement, INCIDENTS);
      var failures = count(statement, FAILURES);
      return new Snapshot(messages, lag, doubt, repeats, incidents, failures, paused(statement));
    }
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (var r = statement.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    }
  }

  private static Map<Channel, Map<State.Name, Long>> open(Statement statement) throws SQLException {
    var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
    try (var r = statement.executeQuery(OPEN)) {
      while (r.next()) {
        messages
            .computeIfAbsent(Codes.channel(r.getInt(1)), _ -> new EnumMap<>(State.Name.class))
            .put(Codes.state(r.getInt(2)), r.getLong(3));
      }
    }
    return messages;
  }

  private static List<PausedAccount> paused(Statement statement) throws SQLException {
    var paused = new ArrayList<PausedAccount>();
    try (var r = statement.executeQuery(PAUSED)) {
      while (r.next()) {
        var seconds = r.getDouble(3);
        var left = r.wasNull() ? null : seconds(seconds);
        paused.add(new PausedAccount(r.getString(1), r.getString(2), left));
      }
    }
    return paused;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) Math.max(0, seconds * 1000));
  }
}
