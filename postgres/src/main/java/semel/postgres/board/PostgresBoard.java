package semel.postgres.board;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import semel.account.Account;
import semel.board.Board;
import semel.board.Departures;
import semel.board.Overview;
import semel.board.Overview.Attention;
import semel.board.Overview.Hour;
import semel.board.Overview.Leads;
import semel.board.Overview.Once;
import semel.board.Overview.Punctuality;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Shown;
import semel.campaign.Campaign;
import semel.database.Database;
import semel.message.Channel;
import semel.postgres.board.find.Bearings;
import semel.postgres.board.find.Bearings.Look;
import semel.postgres.board.find.Scope;
import semel.postgres.board.find.Tallies;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// The overview's numbers, added up when they are asked for.
public final class PostgresBoard implements Board {

  /// The messages of the period's leads by what they look like.
  private static final String MESSAGES =
      """
      SELECT semel.facts(m.channel, m.state, m.due_at, m.next_at, ?) AS facts, count(*) AS messages,
             count(*) FILTER (WHERE m.reference IS NOT NULL AND m.claimed_at IS NOT NULL) AS gone,
             count(*) FILTER (WHERE m.reference IS NOT NULL
                                AND m.claimed_at <= m.due_at + interval '5 seconds') AS on_time
      FROM semel.lead l
      JOIN semel.message m ON m.lead_id = l.id
      WHERE l.created_at >= ?
      GROUP BY 1
      """;

  /// Leads of the period with a possible second acceptance; what their SMS looks like.
  private static final String DOUBLED =
      """
      SELECT l.id AS lead_id, bool_or(j.channel = 0) AS by_sms,
             semel.facts(m.channel, m.state, m.due_at, m.next_at, ?) AS facts
      FROM (SELECT DISTINCT j.lead_id, j.channel FROM semel.journal j WHERE j.mark = 2) j
      JOIN semel.lead l ON l.id = j.lead_id
      JOIN semel.message m ON m.lead_id = l.id AND m.channel = 0
      WHERE l.created_at >= ?
      GROUP BY l.id, facts
      """;

  /// Every zone's hours begin at a quarter of an hour of UTC; the viewer's zone is not asked of the
  /// server, which may know fewer zones and older rules.
  private static final String QUARTERS =
      """
      SELECT date_bin('15 minutes', m.settled_at, '2000-01-01 00:00:00+00') AS quarter, m.channel,
             count(*) AS messages
      FROM semel.message m
      WHERE m.reference IS NOT NULL AND m.settled_at >= ?
      GROUP BY 1, 2
      """;

  private final Database database;
  private final List<Account> accounts;
  private final List<Campaign> campaigns;
  private final Repeats.Meter meter;

  /// @param accounts those that claim
  /// @param campaigns those that are sent for
  public PostgresBoard(
      Database database, List<Account> accounts, List<Campaign> campaigns, Repeats.Meter meter) {
    this.database = database;
    this.accounts = List.copyOf(accounts);
    this.campaigns = List.copyOf(campaigns);
    this.meter = meter;
  }

  @Override
  public Overview overview(Period period, ZoneId zone) {
    return database.transaction(connection -> {
      var bearings = Bearings.read(connection, accounts, campaigns);
      var since = period.start(bearings.now(), zone);
      var messages = messages(connection, bearings, since);
      var doubled = doubled(connection, bearings, since);
      return new Overview(
          bearings.now(),
          since,
          leads(messages, doubled),
          new Punctuality(
              messages.stream().mapToLong(Group::left).sum(),
              messages.stream().mapToLong(Group::onTime).sum()),
          states(messages),
          hours(connection, since, zone),
          new Stopped(connection).sum(since, meter),
          attention(connection, bearings, since));
    });
  }

  /// Messages that look alike.
  private record Group(Look look, long count, long left, long onTime) {}

  private static List<Group> messages(Connection connection, Bearings bearings, Instant since)
      throws SQLException {
    return Slots.rows(
        connection,
        MESSAGES,
        slots -> slots.time(bearings.now()).time(since),
        r ->
            new Group(
                bearings.look(r.getInt("facts")),
                r.getLong("messages"),
                r.getLong("gone"),
                r.getLong("on_time")));
  }

  /// A lead with an incident.
  private record Doubled(boolean bySms, Shown sms) {}

  private static List<Doubled> doubled(Connection connection, Bearings bearings, Instant since)
      throws SQLException {
    return Slots.rows(
        connection,
        DOUBLED,
        slots -> slots.time(bearings.now()).time(since),
        r -> new Doubled(r.getBoolean("by_sms"), bearings.look(r.getInt("facts")).shown()));
  }

  /// Each lead has one SMS, so that SMS are leads; what was doubled counts as nothing else.
  private static Leads leads(List<Group> messages, List<Doubled> doubled) {
    var counts = new long[3];
    for (var group : messages) {
      if (group.look().channel() == Channel.SMS) {
        counts[column(group.look().shown())] += group.count();
      }
    }
    var all = counts[0] + counts[1] + counts[2];
    var twice = doubled.stream().filter(Doubled::bySms).toList();
    twice.forEach(lead -> counts[column(lead.sms())]--);
    return new Leads(all, doubled.size(), new Once(counts[0], counts[1], counts[2], twice.size()));
  }

  private static int column(Shown shown) {
    return switch (shown) {
      case SCHEDULED, WAITING, SENDING, FAILED, CANCELLED -> 0;
      case SENT -> 1;
      case DOUBT -> 2;
    };
  }

  private static Map<Channel, Map<Shown, Long>> states(List<Group> messages) {
    var states = Tallies.none();
    messages.forEach(group -> Tallies.add(states, group.look(), group.count()));
    return states;
  }

  private static List<Hour> hours(Connection connection, Instant since, ZoneId zone)
      throws SQLException {
    var quarters =
        Slots.rows(connection, QUARTERS, slots -> slots.time(since), PostgresBoard::quarter);
    var hours = new TreeMap<Instant, Hour>();
    for (var quarter : quarters) {
      var start = quarter.start().atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
      var hour = new Hour(start, quarter.sms(), quarter.email());
      hours.merge(start, hour, (a, b) -> new Hour(start, a.sms() + b.sms(), a.email() + b.email()));
    }
    return List.copyOf(hours.values());
  }

  private static Hour quarter(ResultSet r) throws SQLException {
    var start = Row.moment(r, "quarter");
    var count = r.getLong("messages");
    return switch (Codes.channel(r.getInt("channel"))) {
      case SMS -> new Hour(start, count, 0);
      case EMAIL -> new Hour(start, 0, count);
    };
  }

  private static Attention attention(Connection connection, Bearings bearings, Instant since)
      throws SQLException {
    var tallies = new Tallies(connection, bearings);
    return new Attention(
        tallies.doubts(),
        tallies.count(Scope.of(Set.of(Shown.FAILED), since, bearings)),
        tallies.count(Scope.lagging(bearings)),
        tallies.count(Scope.of(Set.of(Shown.WAITING), Scope.EARLIEST, bearings)));
  }

  @Override
  public Departures departures() {
    return database.transaction(connection ->
        new Timetable(connection, Bearings.read(connection, accounts, campaigns)).read());
  }

  @Override
  public Repeats.Totals repeats(ZoneId zone) {
    return database.transaction(connection -> {
      var now = Bearings.read(connection, accounts, campaigns).now();
      return new Stopped(connection).totals(now, zone, meter);
    });
  }
}
