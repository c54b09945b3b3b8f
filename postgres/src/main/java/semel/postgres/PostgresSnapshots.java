package semel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.account.ReceiptKind;
import semel.database.Database;
import semel.database.Seldom;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.Arrivals;
import semel.monitor.Snapshot.CampaignOnHold;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshot.Receipts;
import semel.monitor.Snapshot.Unheard;
import semel.monitor.Snapshot.Watched;
import semel.monitor.Snapshots;
import semel.postgres.row.Codes;

/// The operator's numbers, read from the indexes of what is open, so that history costs nothing,
/// and what waits next to nothing.
public final class PostgresSnapshots implements Snapshots {

  /// What is due or on its way: a claim leaves `next_at` where it was, so the range has it too. The
  /// time of the statement is one that the planner knows, so it sees how little of what waits is
  /// due.
  private static final String DUE =
      """
      SELECT m.channel, m.state, count(*)
      FROM semel.message m
      WHERE m.open AND m.channel IN (0, 1) AND m.state IN (0, 1)
        AND m.next_at <= statement_timestamp()
      GROUP BY m.channel, m.state
      """;

  /// Counted in the index alone, hence without a look at the state: a doubt that is looked at later
  /// is taken off.
  private static final String WAITING =
      """
      WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at)
      SELECT m.channel,
             count(*) - (SELECT count(*) FROM semel.message d
                         WHERE d.doubt_since > '-infinity' AND d.state = 2
                           AND d.channel = m.channel AND d.next_at > (SELECT at FROM now))
      FROM semel.message m
      WHERE m.open AND m.channel IN (0, 1) AND m.next_at > (SELECT at FROM now)
      GROUP BY m.channel
      """;

  private static final String DOUBTS =
      """
      SELECT m.channel, m.state, count(*)
      FROM semel.message m
      WHERE m.doubt_since > '-infinity'
      GROUP BY m.channel, m.state
      """;

  /// The age of what is due is that of the first one that is scheduled. With a limit the planner
  /// follows the index; without one it reads the table where it takes much for due. Only behind ten
  /// thousand doubts it has to.
  private static final String AGES =
      """
      SELECT coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(first.due)
               FROM unnest(array[0, 1]::smallint[]) AS c(channel)
               CROSS JOIN LATERAL (
                 SELECT CASE WHEN count(*) = 10000 AND bool_and(d.state <> 0)
                          THEN (SELECT min(m.next_at) FROM semel.message m
                                WHERE m.open AND m.channel = c.channel AND m.state = 0
                                  AND m.next_at < (SELECT clock_timestamp()))
                          ELSE min(d.next_at) FILTER (WHERE d.state = 0) END AS due
                 FROM (SELECT m.state, m.next_at FROM semel.message m
                       WHERE m.open AND m.channel = c.channel
                         AND m.next_at < (SELECT clock_timestamp())
                       ORDER BY m.next_at
                       LIMIT 10000) AS d) AS first)), 0),
             coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(m.doubt_since) FROM semel.message m
               WHERE m.doubt_since IS NOT NULL)), 0),
             coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(m.doubt_since) FROM semel.message m
               WHERE m.doubt_since IS NOT NULL AND m.state = 2)), 0)
      """;

  private static final String REPEATS =
      """
      SELECT b.reason, count(*)
      FROM semel.blocked_repeat b
      WHERE b.id > (SELECT coalesce(max(a.repeat_id), 0) FROM semel.alert a
                    WHERE a.rule = 'repeat')
      GROUP BY b.reason
      """;

  private static final String INCIDENTS =
      """
      SELECT count(*)
      FROM semel.journal j
      WHERE j.mark = 2
        AND j.id > (SELECT coalesce(max(a.line_id), 0) FROM semel.alert a
                    WHERE a.rule = 'incident')
      """;

  private static final String FAILURES =
      """
      SELECT count(*)
      FROM semel.journal j
      WHERE j.to_state = 5 AND j.from_state <> 5
        AND j.id > (SELECT coalesce(max(a.line_id), 0) FROM semel.alert a
                    WHERE a.rule = 'failed')
      """;

  private static final String PAUSED =
      """
      SELECT g.account, coalesce('paused by ' || g.paused_by, g.pause_reason, '') AS reason,
             CASE WHEN g.paused_by IS NULL
                  THEN extract(epoch FROM g.paused_until - clock_timestamp()) END AS seconds
      FROM semel.rate_gate g
      WHERE g.paused_by IS NOT NULL
         OR g.paused_until > clock_timestamp() + interval '10 seconds'
      """;

  private static final String ON_HOLD =
      "SELECT campaign, why FROM semel.campaign_hold ORDER BY campaign";

  private static final String PAST =
      """
      SELECT count(*), coalesce(max(h.doubted), 0)
      FROM semel.history h
      WHERE h.changed_at > (SELECT coalesce(max(a.raised_at), '-infinity') FROM semel.alert a
                            WHERE a.rule = 'past')
      """;

  private static final String UNHEARD =
      """
      SELECT t.destination, count(*), max(t.tries),
             extract(epoch FROM clock_timestamp() - min(t.made_at))
      FROM semel.telling t
      WHERE t.told_at IS NULL AND t.made_at > clock_timestamp() - interval '3 days'
      GROUP BY t.destination
      ORDER BY t.destination
      """;

  private static final String TOLD =
      """
      SELECT t.provider, t.kind, sum(t.receipts)
      FROM semel.receipt_tally t
      GROUP BY t.provider, t.kind
      """;

  private static final String UNMATCHED =
      """
      SELECT (SELECT count(*) FROM semel.provider_event e
              WHERE e.handled_at IS NULL AND e.received_at < clock_timestamp() - interval '1 hour')
             + (SELECT count(*) FROM semel.provider_event e
                WHERE e.result = 'unmatched'
                  AND e.handled_at > clock_timestamp() - interval '1 day')
      """;

  private static final String CONTRADICTED =
      """
      SELECT count(*)
      FROM semel.receipt r
      WHERE r.contradicted_at > clock_timestamp() - interval '1 day'
      """;

  /// Fewer than twenty say nothing about an operator.
  private static final String ARRIVALS =
      """
      SELECT t.provider, t.prefix, coalesce(sum(t.receipts) FILTER (WHERE t.kind = 2), 0),
             sum(t.receipts)
      FROM semel.receipt_tally t
      WHERE t.day >= clock_timestamp()::date - 1 AND t.prefix <> '' AND t.kind IN (2, 3)
      GROUP BY t.provider, t.prefix
      HAVING sum(t.receipts) >= 20
      ORDER BY t.provider, t.prefix
      """;

  private final Database database;

  private final Seldom<Open> open = new Seldom<>(Open::rows, System::nanoTime);

  /// What is on its way to be sent, counted in one go, so that nothing stays in both.
  private record Open(Map<Channel, Map<State.Name, Long>> due, Map<Channel, Long> waiting) {
    static Open count(Statement statement) throws SQLException {
      return new Open(states(statement, DUE), PostgresSnapshots.waiting(statement));
    }

    long rows() {
      return total(due, State.Name.SCHEDULED) + total(due, State.Name.CLAIMED) + sum(waiting);
    }
  }

  /// What a worker finds when it starts.
  public record Backlog(long due, long inDoubt, long scheduled) {}

  public PostgresSnapshots(Database database) {
    this.database = database;
  }

  /// Counts what is open.
  public Backlog backlog() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement()) {
        var counted = Open.count(statement);
        var doubts = states(statement, DOUBTS);
        return new Backlog(
            total(counted.due(), State.Name.SCHEDULED),
            total(doubts, State.Name.IN_DOUBT),
            sum(counted.waiting()));
      }
    });
  }

  @Override
  public Snapshot take() {
    return database.transaction(this::take);
  }

  private Snapshot take(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      var counted = open.get(() -> Open.count(statement));
      var messages = messages(statement, counted);
      Duration lag;
      Duration doubt;
      Duration openDoubt;
      try (var r = statement.executeQuery(AGES)) {
        r.next();
        lag = seconds(r.getDouble(1));
        doubt = seconds(r.getDouble(2));
        openDoubt = seconds(r.getDouble(3));
      }
      var repeats = new HashMap<String, Long>();
      try (var r = statement.executeQuery(REPEATS)) {
        while (r.next()) {
          repeats.put(r.getString(1), r.getLong(2));
        }
      }
      var incidents = count(statement, INCIDENTS);
      var failures = count(statement, FAILURES);
      return new Snapshot(
          messages,
          lag,
          doubt,
          repeats,
          incidents,
          failures,
          paused(statement),
          onHold(statement),
          receipts(statement),
          watched(statement, total(counted.due(), State.Name.SCHEDULED), openDoubt));
    }
  }

  private static Watched watched(Statement statement, long due, Duration openDoubt)
      throws SQLException {
    var unheard = new ArrayList<Unheard>();
    try (var r = statement.executeQuery(UNHEARD)) {
      while (r.next()) {
        unheard.add(
            new Unheard(r.getString(1), r.getLong(2), r.getInt(3), seconds(r.getDouble(4))));
      }
    }
    try (var r = statement.executeQuery(PAST)) {
      r.next();
      return new Watched(due, openDoubt, r.getLong(1), r.getLong(2), unheard);
    }
  }

  private static Receipts receipts(Statement statement) throws SQLException {
    var told = new HashMap<String, Map<ReceiptKind, Long>>();
    try (var r = statement.executeQuery(TOLD)) {
      while (r.next()) {
        told.computeIfAbsent(r.getString(1), _ -> new EnumMap<>(ReceiptKind.class))
            .put(Codes.receipt(r.getInt(2)).orElseThrow(), r.getLong(3));
      }
    }
    var arrivals = new ArrayList<Arrivals>();
    try (var r = statement.executeQuery(ARRIVALS)) {
      while (r.next()) {
        arrivals.add(new Arrivals(r.getString(1), r.getString(2), r.getLong(3), r.getLong(4)));
      }
    }
    return new Receipts(
        told, count(statement, UNMATCHED), count(statement, CONTRADICTED), arrivals);
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (var r = statement.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    }
  }

  private static Map<Channel, Map<State.Name, Long>> messages(Statement statement, Open counted)
      throws SQLException {
    var messages = states(statement, DOUBTS);
    counted.due().forEach((channel, states) -> of(messages, channel).putAll(states));
    counted
        .waiting()
        .forEach((channel, count) ->
            of(messages, channel).merge(State.Name.SCHEDULED, count, Long::sum));
    return messages;
  }

  private static Map<State.Name, Long> of(
      Map<Channel, Map<State.Name, Long>> messages, Channel channel) {
    return messages.computeIfAbsent(channel, _ -> new EnumMap<>(State.Name.class));
  }

  private static Map<Channel, Map<State.Name, Long>> states(Statement statement, String sql)
      throws SQLException {
    var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
    try (var r = statement.executeQuery(sql)) {
      while (r.next()) {
        of(messages, Codes.channel(r.getInt(1))).put(Codes.state(r.getInt(2)), r.getLong(3));
      }
    }
    return messages;
  }

  private static Map<Channel, Long> waiting(Statement statement) throws SQLException {
    var waiting = new EnumMap<Channel, Long>(Channel.class);
    try (var r = statement.executeQuery(WAITING)) {
      while (r.next()) {
        if (r.getLong(2) > 0) {
          waiting.put(Codes.channel(r.getInt(1)), r.getLong(2));
        }
      }
    }
    return waiting;
  }

  private static long total(Map<Channel, Map<State.Name, Long>> messages, State.Name state) {
    return messages.values().stream().mapToLong(states -> states.getOrDefault(state, 0L)).sum();
  }

  private static long sum(Map<Channel, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<PausedAccount> paused(Statement statement) throws SQLException {
    var paused = new ArrayList<PausedAccount>();
    try (var r = statement.executeQuery(PAUSED)) {
      while (r.next()) {
        var seconds = r.getDouble(3);
        var left = r.wasNull() ? null : seconds(seconds);
        paused.add(new PausedAccount(r.getString(1), r.getString(2), left));
      }
    }
    return paused;
  }

  private static List<CampaignOnHold> onHold(Statement statement) throws SQLException {
    var onHold = new ArrayList<CampaignOnHold>();
    try (var r = statement.executeQuery(ON_HOLD)) {
      while (r.next()) {
        onHold.add(new CampaignOnHold(r.getString(1), r.getString(2)));
      }
    }
    return onHold;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) Math.max(0, seconds * 1000));
  }
}
