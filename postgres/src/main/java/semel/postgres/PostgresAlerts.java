package semel.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import semel.database.Database;
import semel.monitor.Alert;
import semel.monitor.Alert.Telling;
import semel.monitor.Alerts;
import semel.postgres.row.Row;

/// The book of alerts on PostgreSQL.
public final class PostgresAlerts implements Alerts {

  private static final String TURN = "SELECT pg_advisory_xact_lock(7235986411)";

  private static final String LASTING =
      "SELECT EXISTS (SELECT FROM semel.alert WHERE lasts AND over_at IS NULL)";

  /// An alert that comes soon enough after another of its rule carries that one's spell on: when it
  /// began, how much it counts, who has seen it. What the alert covers ends with the last that it
  /// counted: what was written since the count was taken is for the next one.
  private static final String RAISE =
      """
      WITH raised AS (
      INSERT INTO semel.alert (rule, text, count, raised_at, every, lasts, called_at, alarm, since,
                               total, acknowledged_by, acknowledged_at, repeat_id, line_id)
      SELECT r.rule, ?, r.count, r.at, r.every, r.lasts, CASE WHEN r.lasts THEN r.at END,
             coalesce(spell.alarm, gen_random_uuid()), coalesce(spell.since, r.at),
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
                   ?::boolean AS lasts, clock_timestamp() AS at) r
      CROSS JOIN LATERAL (
        SELECT coalesce(max(a.repeat_id), 0) AS repeat_id, coalesce(max(a.line_id), 0) AS line_id
        FROM semel.alert a WHERE a.rule = r.rule) last
      LEFT JOIN LATERAL (
        SELECT a.alarm, a.since, a.total, a.acknowledged_by, a.acknowledged_at
        FROM (SELECT * FROM semel.alert a WHERE a.rule = r.rule ORDER BY a.id DESC LIMIT 1) a
        WHERE a.over_at IS NULL
          AND (a.lasts OR a.raised_at > r.at - 2 * r.every)) spell ON true
      WHERE NOT EXISTS (
        SELECT 1 FROM semel.alert a
        WHERE a.rule = r.rule AND a.raised_at > r.at - r.every AND a.over_at IS NULL)
      RETURNING id
      )
      INSERT INTO semel.telling (alert_id, destination, over)
      SELECT raised.id, d.destination, false
      FROM raised, unnest(?::text[]) AS d (destination)
      """;

  /// Not at every look: an open alarm costs a write now and then.
  private static final String CALLED =
      """
      UPDATE semel.alert a
      SET called_at = clock_timestamp()
      WHERE a.lasts AND a.over_at IS NULL AND a.rule = ANY (?::text[])
        AND a.called_at < clock_timestamp() - interval '20 seconds'
      """;

  private static final String END =
      """
      WITH ended AS (
        UPDATE semel.alert a
        SET over_at = clock_timestamp()
        WHERE a.lasts AND a.over_at IS NULL
          AND NOT EXISTS (
            SELECT FROM semel.alert n
            WHERE n.alarm = a.alarm AND n.lasts AND n.over_at IS NULL
              AND n.called_at >= clock_timestamp() - ? * interval '1 millisecond')
        RETURNING a.id, a.alarm
      )
      INSERT INTO semel.telling (alert_id, destination, over)
      SELECT max(ended.id), d.destination, true
      FROM ended, unnest(?::text[]) AS d (destination)
      GROUP BY ended.alarm, d.destination
      """;

  /// What nobody heard for three days is not said any more, and that an alarm is over not before
  /// that it was raised.
  private static final String TAKE =
      """
      UPDATE semel.telling t
      SET next_at = clock_timestamp() + interval '1 minute', tries = t.tries + 1
      FROM semel.alert a
      WHERE a.id = t.alert_id
        AND t.id = (SELECT n.id FROM semel.telling n
                    WHERE n.destination = ? AND n.told_at IS NULL
                      AND n.next_at <= clock_timestamp()
                      AND n.made_at > clock_timestamp() - interval '3 days'
                      AND NOT (n.over AND EXISTS (
                        SELECT FROM semel.telling r
                        JOIN semel.alert raised ON raised.id = r.alert_id
                        JOIN semel.alert ended ON ended.alarm = raised.alarm
                        WHERE ended.id = n.alert_id
                          AND r.destination = n.destination AND NOT r.over AND r.told_at IS NULL
                          AND r.made_at > clock_timestamp() - interval '3 days'))
                    ORDER BY n.next_at, n.alert_id
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED)
      RETURNING t.id, t.over, t.made_at, t.tries, a.alarm, a.rule, a.text, a.since, a.lasts,
                CASE WHEN a.lasts THEN a.count ELSE a.total END AS times
      """;

  private static final String TOLD =
      """
      WITH told AS (
        UPDATE semel.telling SET told_at = clock_timestamp() WHERE id = ? RETURNING alert_id
      )
      UPDATE semel.alert a
      SET told_at = coalesce(a.told_at, clock_timestamp())
      FROM told
      WHERE a.id = told.alert_id
      """;

  private static final String UNTOLD =
      """
      UPDATE semel.telling
      SET next_at = clock_timestamp() + ? * interval '1 millisecond'
      WHERE id = ? AND told_at IS NULL
      """;

  private final Database database;
  private final List<String> destinations;

  /// @param destinations to whom everything is said
  public PostgresAlerts(Database database, List<String> destinations) {
    this.database = database;
    this.destinations = List.copyOf(destinations);
  }

  /// Whoever changes what the next alert of a spell takes over, waits for its turn.
  public static void takeTurn(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TURN);
    }
  }

  @Override
  public void note(List<Alert> called, Duration quiet) {
    database.transaction(connection -> {
      if (called.isEmpty() && !lasting(connection)) {
        return 0;
      }
      takeTurn(connection); // two workers must not both find that none was raised
      for (var alert : called) {
        raise(connection, alert);
      }
      carryOn(connection, called.stream().map(Alert::rule).toList());
      return end(connection, quiet);
    });
  }

  private static boolean lasting(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(LASTING)) {
      return r.next() && r.getBoolean(1);
    }
  }

  private void raise(Connection connection, Alert alert) throws SQLException {
    try (var statement = connection.prepareStatement(RAISE)) {
      statement.setString(1, alert.text());
      statement.setString(2, alert.rule());
      statement.setLong(3, alert.count());
      statement.setLong(4, alert.every().toMillis());
      statement.setBoolean(5, alert.lasts());
      statement.setArray(6, connection.createArrayOf("text", destinations.toArray()));
      statement.executeUpdate();
    }
  }

  private static void carryOn(Connection connection, List<String> rules) throws SQLException {
    try (var statement = connection.prepareStatement(CALLED)) {
      statement.setArray(1, connection.createArrayOf("text", rules.toArray()));
      statement.executeUpdate();
    }
  }

  private int end(Connection connection, Duration quiet) throws SQLException {
    try (var statement = connection.prepareStatement(END)) {
      statement.setLong(1, quiet.toMillis());
      statement.setArray(2, connection.createArrayOf("text", destinations.toArray()));
      return statement.executeUpdate();
    }
  }

  @Override
  public Optional<Telling> take(String destination) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(TAKE)) {
        statement.setString(1, destination);
        try (var r = statement.executeQuery()) {
          return r.next() ? Optional.of(telling(r)) : Optional.empty();
        }
      }
    });
  }

  private static Telling telling(ResultSet r) throws SQLException {
    var alert =
        new Alert(
            r.getString("rule"),
            r.getString("text"),
            r.getLong("times"),
            Duration.ZERO,
            r.getBoolean("lasts"));
    return new Telling(
        r.getObject("id", UUID.class),
        r.getObject("alarm", UUID.class),
        alert,
        Row.moment(r, "since"),
        Row.moment(r, "made_at"),
        r.getBoolean("over"),
        r.getInt("tries"));
  }

  @Override
  public void told(Telling telling) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(TOLD)) {
        statement.setObject(1, telling.id());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public void untold(Telling telling, Duration pause) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(UNTOLD)) {
        statement.setLong(1, pause.toMillis());
        statement.setObject(2, telling.id());
        return statement.executeUpdate();
      }
    });
  }
}
