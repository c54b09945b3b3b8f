package semel.postgres.board;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.Departures;
import semel.board.Departures.Dot;
import semel.board.Departures.Lane;
import semel.board.Departures.Next;
import semel.board.Shown;
import semel.message.Channel;
import semel.message.LeadId;
import semel.postgres.board.find.Bearings;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Reads what left a moment ago and what leaves next.
final class Timetable {

  /// Where each message of the picture stands. What is open for longer than the picture reaches
  /// back stands at its edge.
  private static final String STANDING =
      """
      WITH asked AS NOT MATERIALIZED (
        SELECT ?::timestamptz AS now, ?::timestamptz AS from_at, ?::timestamptz AS until_at
      ), ending AS (
        SELECT m.*, m.settled_at AS at
        FROM asked, semel.message m
        WHERE m.reference IS NOT NULL AND m.settled_at >= asked.from_at
        UNION ALL
        SELECT m.*, m.settled_at
        FROM asked, semel.message m
        WHERE m.settled_at IS NOT NULL AND m.reference IS NULL AND m.settled_at >= asked.from_at
        UNION ALL
        SELECT m.*, m.doubt_since
        FROM asked, semel.message m
        WHERE m.doubt_since >= asked.from_at
        UNION ALL
        SELECT m.*, greatest(asked.from_at,
                           CASE m.state WHEN 1 THEN m.claimed_at ELSE m.next_at END)
        FROM asked, semel.message m
        WHERE m.open AND m.channel IN (0, 1) AND m.next_at < asked.until_at
          AND m.doubt_since IS NULL
      ), standing AS (
        SELECT e.lead_id, e.channel, e.at,
               semel.facts(e.channel, e.state, e.due_at, e.next_at, asked.now) AS facts
        FROM asked, ending e
      )
      """;

  private static final String BINS =
      STANDING
          + """
          SELECT s.channel, s.facts, count(*) AS dots,
                 date_bin(? * interval '1 second', s.at, '2000-01-01 00:00:00+00') AS at
          FROM standing s
          GROUP BY s.channel, s.facts, 4
          ORDER BY 4, s.channel, s.facts
          """;

  private static final String DOTS =
      STANDING
          + """
          SELECT s.channel, s.facts, s.at, s.lead_id
          FROM standing s
          WHERE s.channel = ?
          ORDER BY s.at, s.lead_id
          """;

  private static final String BLOCKED =
      """
      SELECT b.at, b.lead_id FROM semel.blocked_repeat b
      WHERE b.at >= ? AND b.at <= ?
      ORDER BY b.at, b.id
      """;

  private static final String DUE =
      """
      SELECT count(DISTINCT m.lead_id)
      FROM semel.message m
      WHERE m.open AND m.channel IN (0, 1) AND m.state = 0 AND m.next_at > ? AND m.next_at < ?
      """;

  /// The first few of each channel hold the first few leads.
  private static final String NEXT =
      """
      WITH soon AS (
        SELECT m.lead_id, min(m.next_at) AS next_at
        FROM unnest(array[0, 1]::smallint[]) AS c(channel)
        CROSS JOIN LATERAL (
          SELECT m.lead_id, m.next_at
          FROM semel.message m
          WHERE m.open AND m.channel = c.channel AND m.state = 0 AND m.next_at > ?
          ORDER BY m.next_at, m.lead_id
          LIMIT ?) m
        GROUP BY m.lead_id
        ORDER BY min(m.next_at), m.lead_id
        LIMIT ?
      )
      SELECT s.lead_id, s.next_at, l.name, l.campaign, l.metadata->>'lang' AS language, m.channel
      FROM soon s
      JOIN semel.lead l ON l.id = s.lead_id
      JOIN semel.message m ON m.lead_id = s.lead_id AND m.state = 0
      ORDER BY s.next_at, s.lead_id, m.channel
      """;

  private final Connection connection;
  private final Bearings bearings;
  private final Instant from;
  private final Instant until;

  Timetable(Connection connection, Bearings bearings) {
    this.connection = connection;
    this.bearings = bearings;
    this.from = bearings.now().minus(Departures.BACK);
    this.until = bearings.now().plus(Departures.AHEAD);
  }

  Departures read() throws SQLException {
    var dots = new ArrayList<Dot>();
    var bins = bins();
    for (var channel : Channel.values()) {
      var lane = Lane.of(channel);
      var mine = bins.stream().filter(dot -> dot.lane() == lane).toList();
      dots.addAll(count(mine) > Departures.DOTS_MAX ? mine : apart(dots(channel)));
    }
    dots.addAll(blocked());
    return new Departures(bearings.now(), from, until, dots, leadsDue(), next());
  }

  private static long count(List<Dot> dots) {
    return dots.stream().mapToLong(Dot::count).sum();
  }

  /// Facts that look alike make one dot.
  private List<Dot> bins() throws SQLException {
    var bins =
        Slots.rows(
            connection,
            BINS,
            slots -> asked(slots).number((int) Departures.BIN.toSeconds()),
            r -> {
              var look = bearings.look(r.getInt("facts"));
              return dot(
                  Lane.of(look.channel()), Row.moment(r, "at"), look.shown(), r.getLong("dots"));
            });
    return merged(bins);
  }

  private Slots asked(Slots slots) throws SQLException {
    return slots.time(bearings.now()).time(from).time(until);
  }

  private static Dot dot(Lane lane, Instant at, @Nullable Shown shown, long count) {
    return new Dot(lane, at, shown, null, count);
  }

  private record Place(Lane lane, Instant at, @Nullable Shown shown) {
    static Place of(Dot dot) {
      return new Place(dot.lane(), bin(dot.at()), dot.shown());
    }
  }

  private static List<Dot> merged(List<Dot> dots) {
    var merged = new LinkedHashMap<Place, Long>();
    dots.forEach(dot -> merged.merge(Place.of(dot), dot.count(), Long::sum));
    return merged.entrySet().stream()
        .map(e -> dot(e.getKey().lane(), e.getKey().at(), e.getKey().shown(), e.getValue()))
        .toList();
  }

  private List<Dot> dots(Channel channel) throws SQLException {
    return Slots.rows(
        connection,
        DOTS,
        slots -> asked(slots).small(Codes.of(channel)),
        r ->
            new Dot(
                Lane.of(channel),
                Row.moment(r, "at"),
                bearings.look(r.getInt("facts")).shown(),
                Row.lead(r),
                1));
  }

  private List<Dot> blocked() throws SQLException {
    var dots =
        Slots.rows(
            connection,
            BLOCKED,
            slots -> slots.time(from).time(bearings.now()),
            r -> new Dot(Lane.BLOCKED, Row.moment(r, "at"), null, Row.lead(r), 1));
    return dots.size() > Departures.DOTS_MAX ? merged(dots) : apart(dots);
  }

  /// Those that look alike and would lie over each other make one dot.
  private static List<Dot> apart(List<Dot> dots) {
    var places = new LinkedHashMap<Place, List<Dot>>();
    dots.forEach(dot -> places.computeIfAbsent(Place.of(dot), _ -> new ArrayList<>()).add(dot));
    return places.values().stream()
        .flatMap(place -> place.size() == 1 ? place.stream() : merged(place).stream())
        .toList();
  }

  private static Instant bin(Instant at) {
    var length = Departures.BIN.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length) * length);
  }

  private long leadsDue() throws SQLException {
    return Slots.rows(
            connection, DUE, slots -> slots.time(bearings.now()).time(until), r -> r.getLong(1))
        .getFirst();
  }

  private List<Next> next() throws SQLException {
    var halves =
        Slots.rows(
            connection,
            NEXT,
            slots -> slots.time(bearings.now()).number(Departures.NEXT).number(Departures.NEXT),
            r ->
                new Next(
                    Row.lead(r),
                    r.getString("name"),
                    bearings.tongues().of(r.getString("campaign"), r.getString("language")),
                    Row.moment(r, "next_at"),
                    EnumSet.of(Codes.channel(r.getInt("channel")))));
    var leads = new LinkedHashMap<LeadId, Next>();
    halves.forEach(half -> leads.merge(half.lead(), half, Timetable::joined));
    return List.copyOf(leads.values());
  }

  private static Next joined(Next one, Next other) {
    var channels = EnumSet.copyOf(one.channels());
    channels.addAll(other.channels());
    return new Next(one.lead(), one.name(), one.language(), one.due(), channels);
  }
}
