package semel.postgres.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import semel.database.Database;
import semel.intake.Holds;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Campaigns on hold, on PostgreSQL. A claim that finds one of their messages puts it off until
/// somebody releases the campaign, or until it is too late.
public final class PostgresHolds implements Holds {

  /// Why a message waits.
  public static final String WAITS = "waits: its campaign is on hold";

  private static final String HELD =
      "SELECT campaign, why, since FROM semel.campaign_hold ORDER BY campaign";

  /// The gates first, then messages (R5): a claim that has seen the hold ends before it is lifted,
  /// or it would put a message off that nobody wakes again.
  private static final String GATES =
      "SELECT account FROM semel.rate_gate ORDER BY account FOR UPDATE";

  private static final String LIFT = "DELETE FROM semel.campaign_hold WHERE campaign = ?";

  private static final String WAKE =
      """
      UPDATE semel.message m
      SET next_at = greatest(m.due_at, clock_timestamp()), reason = NULL
      FROM semel.lead l
      WHERE l.id = m.lead_id AND l.campaign = ?
        AND m.open AND m.channel = 0 AND m.state = 0 AND m.reason = ?
      """;

  private final Database database;

  public PostgresHolds(Database database) {
    this.database = database;
  }

  @Override
  public List<Held> held() {
    return database.transaction(connection ->
        Slots.rows(
            connection,
            HELD,
            _ -> {},
            r -> new Held(r.getString("campaign"), r.getString("why"), Row.moment(r, "since"))));
  }

  @Override
  public boolean release(String campaign) {
    return database.transaction(connection -> {
      Slots.rows(connection, GATES, _ -> {}, _ -> true);
      if (changed(connection, LIFT, campaign) == 0) {
        return false;
      }
      changed(connection, WAKE, campaign, WAITS);
      return true;
    });
  }

  private static int changed(Connection connection, String sql, String... texts)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < texts.length; i++) {
        statement.setString(i + 1, texts[i]);
      }
      return statement.executeUpdate();
    }
  }
}
