package semel.postgres.board.find;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import semel.board.Filter;
import semel.board.Filter.Chips;
import semel.board.Filter.View;
import semel.board.Shown;
import semel.board.Sought;
import semel.message.Channel;
import semel.postgres.board.find.Bearings.Look;
import semel.postgres.row.Slots;

/// Counts what a list would hold, by the same scopes that lists are made of.
public final class Tallies {

  private static final String COUNT =
      """
      WITH asked AS NOT MATERIALIZED (
        SELECT ?::timestamptz AS now, ?::integer[] AS facts, ?::timestamptz AS ended,
               ?::timestamptz AS ended_until,
               ?::timestamptz AS next_from, ?::timestamptz AS next_until,
               ?::timestamptz AS created, ?::text[] AS campaigns
      )
      """
          + ", "
          + Stretch.SPANS
          + "SELECT sum(n) FROM ("
          + Stretch.counted()
          + ") counted";

  /// Every message is in exactly one of these parts, and each part has an index.
  private static final String MESSAGES =
      """
      SELECT (SELECT count(*) FROM semel.message WHERE reference IS NOT NULL)
             + (SELECT count(*) FROM semel.message
                WHERE settled_at IS NOT NULL AND reference IS NULL)
             + (SELECT count(*) FROM semel.message WHERE open)
             + (SELECT count(*) FROM semel.message WHERE doubt_since IS NOT NULL AND NOT open)
      """;

  private static final String LEADS = "SELECT count(*) FROM semel.lead";

  private static final String DOUBLED =
      """
      SELECT count(DISTINCT (j.lead_id, j.channel)) FROM semel.journal j WHERE j.mark = 2
      """;

  private final Connection connection;
  private final Bearings bearings;

  public Tallies(Connection connection, Bearings bearings) {
    this.connection = connection;
    this.bearings = bearings;
  }

  /// How many messages a scope holds; it must not ask for leads.
  public long count(Scope scope) throws SQLException {
    return Slots.rows(
            connection, COUNT, slots -> scope.bindSpans(scope.bind(slots)), r -> r.getLong(1))
        .getFirst();
  }

  public long leads() throws SQLException {
    return one(LEADS);
  }

  public long doubts() throws SQLException {
    return count(Scope.of(Set.of(Shown.DOUBT), Scope.EARLIEST, bearings));
  }

  private long one(String sql) throws SQLException {
    return Slots.rows(connection, sql, _ -> {}, r -> r.getLong(1)).getFirst();
  }

  /// How many messages each view lists.
  public Map<View, Long> views(ZoneId zone) throws SQLException {
    var counts = new EnumMap<View, Long>(View.class);
    for (var view : View.values()) {
      counts.put(
          view,
          switch (view) {
            case ALL -> one(MESSAGES);
            case DOUBLED -> one(DOUBLED);
            case ATTENTION, NEXT, FAILED, WAITING -> count(scope(view, zone));
          });
    }
    return counts;
  }

  private Scope scope(View view, ZoneId zone) {
    var filter = new Filter(view, Chips.NONE, null, zone, false, null, 1);
    return Scope.of(filter, Sought.of(null), bearings);
  }

  /// Nothing yet, for each channel.
  public static Map<Channel, Map<Shown, Long>> none() {
    var none = new EnumMap<Channel, Map<Shown, Long>>(Channel.class);
    for (var channel : Channel.values()) {
      none.put(channel, new EnumMap<>(Shown.class));
    }
    return none;
  }

  /// Adds messages that look alike.
  public static void add(Map<Channel, Map<Shown, Long>> states, Look look, long count) {
    states
        .computeIfAbsent(look.channel(), _ -> new EnumMap<>(Shown.class))
        .merge(look.shown(), count, Long::sum);
  }
}
