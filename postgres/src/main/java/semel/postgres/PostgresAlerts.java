package semel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import semel.database.Database;
import semel.monitor.Alert;
import semel.monitor.Alerts;

/// The book of alerts on PostgreSQL.
public final class PostgresAlerts implements Alerts {

  private static final String TURN = "SELECT pg_advisory_xact_lock(7235986411)";

  /// An alert that comes soon enough after another of its rule carries that one's spell on: when it
  /// began, how much it counts, who has seen it. What the alert covers ends with the last that it
  /// counted: what was written since the count was taken is for the next one.
  private static final String RAISE =
      """
      INSERT INTO semel.alert (rule, text, count, raised_at, every, since, total,
                               acknowledged_by, acknowledged_at, repeat_id, line_id)
      SELECT r.rule, ?, r.count, r.at, r.every, coalesce(spell.since, r.at),
             r.count + coalesce(spell.total, 0), spell.acknowledged_by, spell.acknowledged_at,
             coalesce((SELECT b.id FROM semel.blocked_repeat b WHERE b.id > last.repeat_id
                       ORDER BY b.id OFFSET greatest(r.count - 1, 0) LIMIT 1), last.repeat_id),
             coalesce(CASE WHEN r.rule = 'failed'
                      THEN (SELECT j.id FROM semel.journal j
                            WHERE j.to_state = 5 AND j.from_state <> 5 AND j.id > last.line_id
                            ORDER BY j.id OFFSET greatest(r.count - 1, 0) LIMIT 1)
                      ELSE (SELECT j.id FROM semel.journal j
                            WHERE j.mark = 2 AND j.id > last.line_id
                            ORDER BY j.id OFFSET greatest(r.count - 1, 0) LIMIT 1) END,
                      last.line_id)
      FROM (SELECT ?::text AS rule, ?::bigint AS count, ? * interval '1 millisecond' AS every,
                   clock_timestamp() AS at) r
      CROSS JOIN LATERAL (
        SELECT coalesce(max(a.repeat_id), 0) AS repeat_id, coalesce(max(a.line_id), 0) AS line_id
        FROM semel.alert a WHERE a.rule = r.rule) last
      LEFT JOIN LATERAL (
        SELECT a.since, a.total, a.acknowledged_by, a.acknowledged_at
        FROM (SELECT * FROM semel.alert a WHERE a.rule = r.rule ORDER BY a.id DESC LIMIT 1) a
        WHERE a.raised_at > r.at - 2 * r.every) spell ON true
      WHERE NOT EXISTS (
        SELECT 1 FROM semel.alert a
        WHERE a.rule = r.rule AND a.raised_at > r.at - r.every)
      """;

  private static final String TAKE =
      """
      UPDATE semel.alert a
      SET taken_until = clock_timestamp() + interval '30 seconds'
      WHERE a.told_at IS NULL
        AND (a.taken_until IS NULL OR a.taken_until < clock_timestamp())
      RETURNING a.id, a.rule, a.text, a.count
      """;

  private static final String TOLD =
      "UPDATE semel.alert SET told_at = clock_timestamp() WHERE id = ?";

  private final Database database;

  public PostgresAlerts(Database database) {
    this.database = database;
  }

  /// Whoever changes what the next alert of a spell takes over, waits for its turn.
  public static void takeTurn(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TURN);
    }
  }

  @Override
  public void raise(Alert alert) {
    database.transaction(connection -> {
      takeTurn(connection); // two workers must not both find that none was raised
      try (var statement = connection.prepareStatement(RAISE)) {
        statement.setString(1, alert.text());
        statement.setString(2, alert.rule());
        statement.setLong(3, alert.count());
        statement.setLong(4, alert.every().toMillis());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public List<Entry> takeUntold() {
    return database.transaction(connection -> {
      var entries = new ArrayList<Entry>();
      try (var statement = connection.createStatement();
          var r = statement.executeQuery(TAKE)) {
        while (r.next()) {
          var alert = new Alert(r.getString(2), r.getString(3), r.getLong(4), Duration.ZERO);
          entries.add(new Entry(r.getLong(1), alert));
        }
      }
      return entries;
    });
  }

  @Override
  public void told(Entry entry) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(TOLD)) {
        statement.setLong(1, entry.id());
        return statement.executeUpdate();
      }
    });
  }
}
