package semel.postgres.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.account.Account;
import semel.dispatch.RecipientLimit;
import semel.message.State;
import semel.postgres.claim.PostgresClaims.Picked;
import semel.postgres.row.Codes;
import semel.postgres.row.Columns;
import semel.postgres.row.Row;

/// Lets a claim pass only while its recipient has had fewer messages than the limit in the window.
/// What is over the limit waits; nothing is dropped.
///
/// Exact over workers because every claim of the account holds the gate's row lock: the question is
/// asked after the lock and sees whatever was claimed before. A message counts from its claim until
/// a window after it was recorded as sent, or after the last instant at which a doubt about it may
/// still have been accepted.
final class RecipientGate {

  private static final String COUNTED =
      """
      SELECT encode(l.person, 'hex') AS person,
             CASE m.state
               WHEN 1 THEN clock_timestamp() + least(? * interval '1 millisecond', interval '2 s')
               WHEN 4 THEN m.settled_at + ? * interval '1 millisecond'
               ELSE greatest(m.doubt_since, m.lease_until) + ? * interval '1 millisecond'
             END AS free_at
      FROM (SELECT DISTINCT decode(u, 'hex') AS person FROM unnest(?::text[]) AS u) c
      JOIN semel.lead l ON l.person = c.person
      JOIN semel.message m ON m.lead_id = l.id AND m.channel = ?
      WHERE m.state = 1
         OR (m.state = 4 AND m.settled_at > clock_timestamp() - ? * interval '1 millisecond')
         OR (m.state IN (2, 3) AND greatest(m.doubt_since, m.lease_until)
                                   > clock_timestamp() - ? * interval '1 millisecond')
      """;

  private static final String WAIT =
      """
      UPDATE semel.message m
      SET next_at = greatest(least(to_timestamp(c.free_at / 1e6::float8), m.not_after),
                             clock_timestamp() + interval '50 ms'),
          reason = 'waits: the recipient has had its messages of this time'
      FROM unnest(?::uuid[], ?::smallint[], ?::bigint[]) AS c(lead_id, channel, free_at)
      WHERE m.lead_id = c.lead_id AND m.channel = c.channel
      """;

  private static final Duration SAME_BATCH = Duration.ofSeconds(2);

  private final Connection connection;
  private final RecipientLimit limit;

  RecipientGate(Connection connection, RecipientLimit limit) {
    this.connection = connection;
    this.limit = limit;
  }

  private record Waiting(Picked picked, Instant freeAt) {}

  /// Those of the picked that may go now; the others get the instant at which to try again.
  List<Picked> allowed(Account account, List<Picked> picked) throws SQLException {
    if (picked.isEmpty()) {
      return picked;
    }
    var counted = counted(account, picked);
    var allowed = new ArrayList<Picked>();
    var waiting = new ArrayList<Waiting>();
    for (var candidate : picked) {
      var taken = counted.computeIfAbsent(candidate.person(), _ -> new ArrayList<>());
      if (taken.size() < limit.count() || repeat(candidate) || tooLate(candidate)) {
        allowed.add(candidate);
        taken.add(candidate.row().now().plus(shorter(SAME_BATCH, limit.window())));
      } else {
        taken.sort(null);
        waiting.add(new Waiting(candidate, taken.get(taken.size() - limit.count())));
      }
    }
    makeWait(waiting);
    return allowed;
  }

  /// A message in doubt counts already; repeating it under its key makes no second one.
  private static boolean repeat(Picked candidate) {
    return candidate.row().message().state() instanceof State.InDoubt;
  }

  /// Whoever waited until the end waits no longer: the claim ends it.
  private static boolean tooLate(Picked candidate) {
    return !candidate.row().message().notAfter().isAfter(candidate.row().now());
  }

  private Map<String, List<Instant>> counted(Account account, List<Picked> picked)
      throws SQLException {
    var counted = new HashMap<String, List<Instant>>();
    var window = limit.window().toMillis();
    var doubtWindow = limit.window().plus(limit.settle()).toMillis();
    try (var statement = connection.prepareStatement(COUNTED)) {
      statement.setLong(1, window);
      statement.setLong(2, window);
      statement.setLong(3, doubtWindow);
      statement.setArray(
          4, connection.createArrayOf("text", picked.stream().map(Picked::person).toArray()));
      statement.setShort(5, Codes.of(account.channel()));
      statement.setLong(6, window);
      statement.setLong(7, doubtWindow);
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          counted
              .computeIfAbsent(r.getString("person"), _ -> new ArrayList<>())
              .add(Row.moment(r, "free_at"));
        }
      }
    }
    return counted;
  }

  private void makeWait(List<Waiting> waiting) throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(WAIT)) {
      var columns = new Columns<>(statement, waiting);
      columns.bind(w -> w.picked().row().message().key().lead().value());
      columns.bind(w -> Codes.of(w.picked().row().message().key().channel()));
      columns.bind(Waiting::freeAt);
      statement.executeUpdate();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
