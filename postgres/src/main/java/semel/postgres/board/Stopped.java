package semel.postgres.board;

import static java.util.Objects.requireNonNullElse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.board.Period;
import semel.board.Repeats;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.postgres.board.find.Cursor;
import semel.postgres.board.find.Scope;
import semel.postgres.board.find.Scope.Order;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Repeats that were stopped: listed, and added up.
final class Stopped {

  private static final String PAGE =
      """
      SELECT b.id, b.at, b.lead_id, b.channel, b.reason, b.who, b.detail, l.name, l.source,
             coalesce(b.channel, 0) AS first, m.account,
             CASE WHEN coalesce(b.channel, 0) = 0 THEN m.body END AS body
      FROM semel.blocked_repeat b
      JOIN semel.lead l ON l.id = b.lead_id
      JOIN semel.message m ON m.lead_id = b.lead_id AND m.channel = coalesce(b.channel, 0)
      WHERE (b.at, b.id) < (?, ?) AND (?::text IS NULL OR b.reason = ?)
        AND b.at >= ? AND b.at < ?
      ORDER BY b.at DESC, b.id DESC
      LIMIT ?
      """;

  private static final String SINCE =
      """
      SELECT b.at, b.channel, b.reason, m.account, m.body
      FROM semel.blocked_repeat b
      LEFT JOIN semel.message m ON m.lead_id = b.lead_id AND m.channel = 0
                               AND coalesce(b.channel, 0) = 0
      WHERE b.at >= ?
      """;

  private static final String COUNT = "SELECT count(*) FROM semel.blocked_repeat b WHERE b.at >= ?";

  private final Connection connection;

  Stopped(Connection connection) {
    this.connection = connection;
  }

  private record Numbered(long id, Repeats.Row row) {}

  Repeats page(Repeats.Query query) throws SQLException {
    var after = After.of(query.cursor());
    var rows =
        Slots.rows(
            connection,
            PAGE,
            slots ->
                slots
                    .time(after.at())
                    .big(after.id())
                    .text(query.reason())
                    .text(query.reason())
                    .time(requireNonNullElse(query.from(), Scope.EARLIEST))
                    .time(requireNonNullElse(query.until(), Scope.LATEST))
                    .number(query.limit() + 1),
            Stopped::row);
    var more = rows.size() > query.limit();
    var page = more ? rows.subList(0, query.limit()) : rows;
    return new Repeats(
        page.stream().map(Numbered::row).toList(),
        more ? new After(page.getLast().row().at(), page.getLast().id()).text() : null);
  }

  private static Numbered row(ResultSet r) throws SQLException {
    var channel = r.getObject("channel", Integer.class);
    var account = r.getString("account");
    var body = r.getString("body");
    var lead = Row.lead(r);
    return new Numbered(
        r.getLong("id"),
        new Repeats.Row(
            Row.moment(r, "at"),
            lead,
            r.getString("name"),
            channel == null ? null : Codes.channel(channel),
            r.getString("reason"),
            r.getString("who"),
            r.getString("detail"),
            r.getString("source"),
            new MessageKey(lead, Codes.channel(r.getInt("first"))),
            account == null ? null : new AccountId(account),
            body == null ? null : new Body(body)));
  }

  long count(Instant since) throws SQLException {
    return Slots.rows(connection, COUNT, slots -> slots.time(since), r -> r.getLong(1)).getFirst();
  }

  /// One repeat, as far as it is added up.
  private record One(Instant at, String reason, boolean email, int segments) {}

  private List<One> since(Instant since, Repeats.Meter meter) throws SQLException {
    return Slots.rows(connection, SINCE, slots -> slots.time(since), r -> one(r, meter));
  }

  private static One one(ResultSet r, Repeats.Meter meter) throws SQLException {
    var channel = r.getObject("channel", Integer.class);
    var email = channel != null && Codes.channel(channel) == Channel.EMAIL;
    var segments = email ? 0 : segments(r.getString("account"), r.getString("body"), meter);
    return new One(Row.moment(r, "at"), r.getString("reason"), email, segments);
  }

  private static int segments(
      @Nullable String account, @Nullable String body, Repeats.Meter meter) {
    return account == null || body == null
        ? 1
        : meter.segments(new AccountId(account), new Body(body));
  }

  Repeats.Sum sum(Instant since, Repeats.Meter meter) throws SQLException {
    return sum(since(since, meter));
  }

  private static Repeats.Sum sum(List<One> all) {
    var reasons = new TreeMap<String, Long>();
    all.forEach(one -> reasons.merge(one.reason(), 1L, Long::sum));
    return new Repeats.Sum(
        reasons,
        all.stream().filter(One::email).count(),
        all.stream().mapToLong(One::segments).sum());
  }

  Repeats.Totals totals(Instant now, ZoneId zone, Repeats.Meter meter) throws SQLException {
    var all =
        since(Period.MONTH.start(now, zone), meter).stream()
            .filter(one -> !one.at().isAfter(now))
            .toList();
    var segments = new TreeMap<String, Long>();
    var byDay = new HashMap<LocalDate, Map<String, Long>>();
    for (var one : all) {
      segments.merge(one.reason(), (long) one.segments(), Long::sum);
      byDay
          .computeIfAbsent(one.at().atZone(zone).toLocalDate(), _ -> new TreeMap<>())
          .merge(one.reason(), 1L, Long::sum);
    }
    var today = now.atZone(zone).toLocalDate();
    var days =
        today
            .minusDays(Period.MONTH.days() - 1L)
            .datesUntil(today.plusDays(1))
            .map(day -> new Repeats.Day(day, byDay.getOrDefault(day, Map.of())))
            .toList();
    return new Repeats.Totals(now, zone, sum(all), segments, days);
  }

  /// Where a page of repeats ended. A lead's id has room for the number of a row.
  private record After(Instant at, long id) {
    static After of(@Nullable String cursor) {
      if (cursor == null) {
        return new After(Scope.LATEST, Long.MAX_VALUE);
      }
      var read = Cursor.of(Order.NEWEST, cursor);
      return new After(read.at(), read.lead().getLeastSignificantBits());
    }

    String text() {
      return new Cursor(Order.NEWEST, at, new UUID(0, id), (short) 0).text();
    }
  }
}
