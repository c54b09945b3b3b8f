package semel.postgres.board;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.board.Watch;
import semel.board.Watch.Pause;
import semel.board.Watch.Point;
import semel.board.Watch.Rate;
import semel.board.Watch.Tally;
import semel.lifecycle.Rule;
import semel.message.State;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// The last hour of each account, from the newest lines of the journal. A line knows no account;
/// its message does.
final class Accounts {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(3);

  /// How many lines are read at most: an index on their time would be written by each of them.
  private static final int LINES = 20_000;

  /// Attempts that ended. One that was handed back never began.
  private static final String ATTEMPTS =
      """
      WITH line AS MATERIALIZED (
        SELECT * FROM semel.journal ORDER BY id DESC LIMIT ?
      )
      SELECT m.account, j.claimed_at, j.at, j.to_state, j.who = 'sweep' AS lapsed
      FROM line j
      JOIN semel.message m ON m.lead_id = j.lead_id AND m.channel = j.channel
      WHERE j.at >= ? AND j.from_state = ? AND j.to_state <> j.from_state AND j.rule <> ?
        AND j.claimed_at IS NOT NULL AND m.account IS NOT NULL
      """;

  /// Where the lines that are read begin, when there are more of them.
  private static final String BEGINS =
      """
      SELECT j.at FROM semel.journal j ORDER BY j.id DESC OFFSET ? LIMIT 1
      """;

  private static final String GATES =
      """
      SELECT g.account, g.paused_until, coalesce(g.pause_reason, 'paused') AS pause_reason,
             g.paused_by, g.burst,
             extract(epoch FROM g.spacing) * 1e6 AS spacing_micros
      FROM semel.rate_gate g
      """;

  private static final String OPEN =
      """
      SELECT m.account, min(m.claimed_at) AS oldest
      FROM semel.message m
      WHERE m.open AND m.channel IN (0, 1) AND m.next_at <= ? AND m.state = 1
      GROUP BY m.account
      """;

  private static final String DOUBTS =
      """
      SELECT m.account, count(*) AS doubts
      FROM semel.message m
      WHERE m.doubt_since IS NOT NULL
      GROUP BY m.account
      """;

  private final Connection connection;
  private final Instant now;

  Accounts(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  /// @param lapsed nobody saw its end, so that it has no length
  private record Attempt(
      String account, Instant began, Instant ended, State.Name to, boolean lapsed) {
    Duration length() {
      return Duration.between(began, ended);
    }
  }

  private record GateRow(@Nullable Pause pause, @Nullable Rate rate) {
    static final GateRow NONE = new GateRow(null, null);
  }

  List<Watch.Provider> read(List<Account> accounts) throws SQLException {
    var since = since();
    var attempts = new HashMap<String, List<Attempt>>();
    for (var attempt : attempts(since)) {
      attempts.computeIfAbsent(attempt.account(), _ -> new ArrayList<>()).add(attempt);
    }
    var gates = byAccount(GATES, _ -> {}, this::gate);
    var oldest = byAccount(OPEN, slots -> slots.time(now), r -> Row.moment(r, "oldest"));
    var doubts = byAccount(DOUBTS, _ -> {}, r -> r.getLong("doubts"));
    var providers = new ArrayList<Watch.Provider>();
    for (var account : accounts) {
      var name = account.id().value();
      var gate = gates.getOrDefault(name, GateRow.NONE);
      var mine = attempts.getOrDefault(name, List.of());
      providers.add(
          new Watch.Provider(
              now,
              account.id(),
              account.channel(),
              gate.pause(),
              gate.rate(),
              tally(since, mine),
              points(mine),
              oldest.get(name),
              doubts.getOrDefault(name, 0L)));
    }
    return providers;
  }

  private Instant since() throws SQLException {
    var hourAgo = now.minus(HOUR);
    return Slots.rows(
            connection, BEGINS, slots -> slots.number(LINES - 1), r -> Row.moment(r, "at"))
        .stream()
        .filter(begins -> begins.isAfter(hourAgo))
        .findFirst()
        .orElse(hourAgo);
  }

  private List<Attempt> attempts(Instant since) throws SQLException {
    return Slots.rows(
        connection,
        ATTEMPTS,
        slots ->
            slots
                .number(LINES)
                .time(since)
                .small(Codes.of(State.Name.CLAIMED))
                .small(Codes.of(Rule.T3)),
        r ->
            new Attempt(
                r.getString("account"),
                Row.moment(r, "claimed_at"),
                Row.moment(r, "at"),
                Codes.state(r.getInt("to_state")),
                r.getBoolean("lapsed")));
  }

  private <T> Map<String, T> byAccount(String sql, Slots.Binder binder, Slots.Reader<T> reader)
      throws SQLException {
    var map = new HashMap<String, T>();
    Slots.rows(connection, sql, binder, r -> map.put(r.getString("account"), reader.read(r)));
    return map;
  }

  private GateRow gate(ResultSet r) throws SQLException {
    var spacing = r.getLong("spacing_micros");
    return new GateRow(
        pause(r),
        spacing > 0 ? new Rate(Duration.ofNanos(1_000 * spacing), r.getInt("burst")) : null);
  }

  private @Nullable Pause pause(ResultSet r) throws SQLException {
    var by = r.getString("paused_by");
    if (by != null) {
      return new Pause(null, "paused by " + by);
    }
    var until = Row.instant(r, "paused_until");
    return until != null && until.isAfter(now)
        ? new Pause(until, r.getString("pause_reason"))
        : null;
  }

  private static Tally tally(Instant since, List<Attempt> attempts) {
    var lengths = lengths(attempts);
    return new Tally(
        since,
        ended(attempts, State.Name.SENT),
        ended(attempts, State.Name.FAILED),
        ended(attempts, State.Name.SCHEDULED) + ended(attempts, State.Name.CANCELLED),
        ended(attempts, State.Name.IN_DOUBT) + ended(attempts, State.Name.HELD),
        longest(lengths, 50),
        longest(lengths, 95));
  }

  private static long ended(List<Attempt> attempts, State.Name to) {
    return attempts.stream().filter(attempt -> attempt.to() == to).count();
  }

  private static List<Duration> lengths(List<Attempt> attempts) {
    return attempts.stream().filter(a -> !a.lapsed()).map(Attempt::length).sorted().toList();
  }

  /// How long that many in a hundred took at most.
  private static @Nullable Duration longest(List<Duration> sorted, int percent) {
    return sorted.isEmpty() ? null : sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  private List<Point> points(List<Attempt> attempts) {
    var steps = (int) HOUR.dividedBy(STEP);
    var begin = now.minus(HOUR);
    return IntStream.range(0, steps)
        .mapToObj(i -> point(begin.plus(STEP.multipliedBy(i)), attempts))
        .toList();
  }

  private static Point point(Instant start, List<Attempt> attempts) {
    var end = start.plus(STEP);
    var mine =
        attempts.stream()
            .filter(a -> !a.ended().isBefore(start) && a.ended().isBefore(end))
            .toList();
    return new Point(start, mine.size(), longest(lengths(mine), 95));
  }
}
