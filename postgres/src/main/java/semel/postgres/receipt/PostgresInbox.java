package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import semel.database.Database;
import semel.postgres.row.Slots;
import semel.reconcile.Inbox;
import semel.reconcile.ProviderEvent;

/// The inbox on PostgreSQL. Its primary key decides what came before.
public final class PostgresInbox implements Inbox {

  private static final String KEEP =
      """
      INSERT INTO semel.provider_event (provider, event_id, payload)
      SELECT ?, ?, ?
      WHERE (SELECT count(*)
             FROM (SELECT 1 FROM semel.provider_event e
                   WHERE e.provider = ? AND e.handled_at IS NULL
                   LIMIT ?) waiting) < ?
      ON CONFLICT (provider, event_id) DO NOTHING
      RETURNING event_id
      """;

  private static final String KNOWN =
      "SELECT 1 FROM semel.provider_event e WHERE e.provider = ? AND e.event_id = ?";

  private final Database database;

  public PostgresInbox(Database database) {
    this.database = database;
  }

  @Override
  public Kept keep(ProviderEvent event) {
    return database.transaction(connection -> {
      if (added(connection, event)) {
        return Kept.NEW;
      }
      return known(connection, event) ? Kept.KNOWN : Kept.FULL;
    });
  }

  private static boolean added(Connection connection, ProviderEvent event) throws SQLException {
    var added =
        Slots.rows(
            connection,
            KEEP,
            slots ->
                slots
                    .text(event.provider())
                    .text(event.id())
                    .text(event.payload())
                    .text(event.provider())
                    .number(OPEN_MAX)
                    .number(OPEN_MAX),
            r -> r.getString(1));
    return !added.isEmpty();
  }

  private static boolean known(Connection connection, ProviderEvent event) throws SQLException {
    var found =
        Slots.rows(
            connection,
            KNOWN,
            slots -> slots.text(event.provider()).text(event.id()),
            r -> r.getInt(1));
    return !found.isEmpty();
  }
}
