package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipts;

/// The events of one provider that wait, locked for this transaction.
final class Events {

  private static final String TAKE =
      """
      SELECT e.event_id, e.payload,
             e.received_at <= clock_timestamp() - ? * interval '1 millisecond' AS given_up
      FROM semel.provider_event e
      WHERE e.provider = ? AND e.handled_at IS NULL AND e.next_at <= clock_timestamp()
      ORDER BY e.next_at
      LIMIT ?
      FOR UPDATE SKIP LOCKED
      """;

  private static final String DONE =
      """
      UPDATE semel.provider_event
      SET handled_at = clock_timestamp(), result = ?, lead_id = ?, payload = ''
      WHERE provider = ? AND event_id = ?
      RETURNING event_id
      """;

  /// From two seconds to five minutes, twice as long each time.
  private static final String LATER =
      """
      UPDATE semel.provider_event
      SET tries = tries + 1, result = 'its message is not known yet',
          next_at = clock_timestamp()
                    + least(interval '1 second' * power(2, least(tries + 1, 9)),
                            interval '5 minutes')
      WHERE provider = ? AND event_id = ?
      RETURNING event_id
      """;

  private static final String FORGET =
      """
      DELETE FROM semel.provider_event
      WHERE (provider, event_id) IN (
        (SELECT e.provider, e.event_id FROM semel.provider_event e
         WHERE e.handled_at < clock_timestamp() - interval '30 days'
         LIMIT 1000)
        UNION ALL
        (SELECT e.provider, e.event_id FROM semel.provider_event e
         WHERE e.handled_at IS NULL AND e.received_at < clock_timestamp() - interval '34 days'
         LIMIT 1000))
      """;

  private static final String UNMATCHED = "unmatched";

  private final Connection connection;
  private final String provider;

  /// One that waits.
  ///
  /// @param givenUp whether its message was waited for long enough
  record Waiting(ProviderEvent event, boolean givenUp) {}

  Events(Connection connection, String provider) {
    this.connection = connection;
    this.provider = provider;
  }

  List<Waiting> take(int limit) throws SQLException {
    return Slots.rows(
        connection,
        TAKE,
        slots -> slots.big(Receipts.PATIENCE.toMillis()).text(provider).number(limit),
        r ->
            new Waiting(
                new ProviderEvent(provider, r.getString("event_id"), r.getString("payload")),
                r.getBoolean("given_up")));
  }

  /// Nothing more is done about it. What it said is not kept: people stand in it.
  ///
  /// @param row the message that it is about, null for none
  void done(Waiting waiting, String result, @Nullable Row row) throws SQLException {
    var _ =
        Slots.rows(
            connection,
            DONE,
            slots ->
                slots
                    .text(result)
                    .id(row == null ? null : row.message().key().lead().value())
                    .text(provider)
                    .text(waiting.event().id()),
            r -> r.getString(1));
  }

  /// Its message is not known yet: it is looked at again, or given up.
  void unmatched(Waiting waiting) throws SQLException {
    if (waiting.givenUp()) {
      done(waiting, UNMATCHED, null);
      return;
    }
    var _ =
        Slots.rows(
            connection,
            LATER,
            slots -> slots.text(provider).text(waiting.event().id()),
            r -> r.getString(1));
  }

  /// Deletes what was handled a month ago, and what nobody handles since its provider is not set up
  /// any more; a repeat that comes later still finds its receipt.
  void forgetOld() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(FORGET);
    }
  }
}
