package semel.postgres;

import java.time.Duration;
import semel.database.Database;
import semel.sandbox.SandboxClock;

/// Moves the times of what waits, in one statement. What is claimed or in doubt stays as it is: its
/// times protect against a second message.
public final class PostgresSandboxClock implements SandboxClock {

  private static final String SKIP =
      """
      WITH waiting AS MATERIALIZED (
        SELECT m.lead_id, m.channel
        FROM semel.message m
        WHERE m.open AND m.state = 0
        ORDER BY m.lead_id, m.channel
        FOR UPDATE
      ), moved AS (
        UPDATE semel.message m
        SET due_at = least(m.due_at, greatest(m.due_at - s.by, s.now)),
            next_at = least(m.next_at, greatest(m.next_at - s.by, s.now)),
            not_after = m.not_after - s.by
        FROM waiting w, (SELECT make_interval(secs => ?) AS by, clock_timestamp() AS now) s
        WHERE m.lead_id = w.lead_id AND m.channel = w.channel
        RETURNING m.lead_id, m.channel
      )
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, why, who)
      SELECT lead_id, channel, 0, 0, 'the sandbox clock skipped ' || ? || ' min', ?
      FROM moved
      """;

  private final Database database;

  public PostgresSandboxClock(Database database) {
    this.database = database;
  }

  @Override
  public int skip(Duration by, String who) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(SKIP)) {
        statement.setDouble(1, by.toMillis() / 1000.0);
        statement.setLong(2, by.toMinutes());
        statement.setString(3, who);
        return statement.executeUpdate();
      }
    });
  }
}
