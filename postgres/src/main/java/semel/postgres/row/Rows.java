package semel.postgres.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.message.Message;
import semel.message.MessageKey;

/// Reads messages under a row lock and writes what was decided about them, with its journal lines,
/// in the same transaction. Every change of a message passes through [#write].
public final class Rows {

  /// The body stays where it is: whoever holds a claim has it, and it may be long.
  private static final String LOCK =
      """
      SELECT m.lead_id, m.channel, m.state, m.due_at, m.next_at, m.not_after, m.account,
             NULL AS body, m.attempt_no, m.attempts_spent, m.exposed, m.first_attempt_at,
             m.draft_id, m.claim_id, m.claimed_by, m.claimed_at, m.lease_until, m.doubt_since,
             m.absent_at, m.cancel_requested, m.settled_at, m.reference, m.reason,
             m.ctid AS place, l.phone, l.email, clock_timestamp() AS now
      FROM unnest(?::uuid[], ?::smallint[]) AS k(lead_id, channel)
      JOIN semel.message m ON m.lead_id = k.lead_id AND m.channel = k.channel
      JOIN semel.lead l ON l.id = m.lead_id
      ORDER BY m.lead_id, m.channel
      FOR UPDATE OF m
      """;

  /// A row is found where it lies, since it is locked; what was read of it is compared all the
  /// same. A column that a state does not have keeps what it was, so that a claim changes no index.
  /// What no row of a batch changes is not sent: its column is null. The journal's line tells of
  /// the claim that was, which the row still names unless it is given another.
  private static final String WRITE =
      """
      WITH written AS (
        UPDATE semel.message m
        SET state = c.state, open = c.state IN (0, 1, 2),
            next_at = coalesce(to_timestamp(c.next_at / 1e6::float8), m.next_at),
            not_after = coalesce(to_timestamp(c.not_after / 1e6::float8), m.not_after),
            account = coalesce(c.account, m.account), body = coalesce(c.body, m.body),
            attempt_no = coalesce(c.attempt_no, m.attempt_no),
            attempts_spent = coalesce(c.attempts_spent, m.attempts_spent),
            exposed = coalesce(c.exposed, m.exposed),
            first_attempt_at = CASE WHEN c.attempt_no IS NULL THEN m.first_attempt_at
                                    ELSE to_timestamp(c.first_attempt_at / 1e6::float8) END,
            draft_id = CASE WHEN c.attempt_no IS NULL THEN m.draft_id ELSE c.draft_id END,
            claim_id = CASE WHEN named.anew THEN c.claim_id ELSE m.claim_id END,
            claimed_by = CASE WHEN named.anew THEN c.claimed_by ELSE m.claimed_by END,
            claimed_at = CASE WHEN named.anew THEN to_timestamp(c.claimed_at / 1e6::float8)
                              ELSE m.claimed_at END,
            lease_until = coalesce(to_timestamp(c.lease_until / 1e6::float8), m.lease_until),
            doubt_since = to_timestamp(c.doubt_since / 1e6::float8), absent_at = NULL,
            cancel_requested = coalesce(c.cancel_requested, m.cancel_requested),
            settled_at = to_timestamp(c.settled_at / 1e6::float8),
            reference = c.reference, reason = c.reason
        FROM unnest(?::tid[], ?::smallint[], ?::smallint[], ?::int[], ?::smallint[], ?::bigint[],
                    ?::bigint[], ?::text[], ?::text[], ?::int[], ?::int[], ?::bool[], ?::bigint[],
                    ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::uuid[], ?::bigint[],
                    ?::bigint[], ?::bool[], ?::bigint[], ?::text[], ?::text[], ?::smallint[],
                    ?::text[], ?::text[], ?::smallint[])
               AS c(place, channel, was_state, was_attempt, state, next_at, not_after, account,
                    body, attempt_no, attempts_spent, exposed, first_attempt_at, draft_id,
                    claim_id, claimed_by, claimed_at, was_claim, lease_until, doubt_since,
                    cancel_requested, settled_at, reference, reason, rule, why, who, mark),
             (SELECT ?::bool AS anew) AS named
        WHERE m.ctid = c.place AND m.channel = c.channel AND m.state = c.was_state
          AND m.attempt_no = c.was_attempt
        RETURNING m.lead_id, m.channel, c.was_state, c.state, c.rule, c.why, c.who, c.mark,
                  c.was_attempt,
                  CASE WHEN named.anew THEN c.was_claim ELSE m.claim_id END AS was_claim,
                  m.claimed_at
      ), told AS (
        INSERT INTO semel.journal (lead_id, channel, from_state, to_state, rule, why, who, mark,
                                   attempt_no, claim_id, claimed_at)
        SELECT w.* FROM written w WHERE w.why IS NOT NULL
      )
      SELECT count(*) FROM written
      """;

  /// Lines of messages that stay as they are.
  private static final String JOURNAL =
      """
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, rule, why, who, mark,
                                 attempt_no, claim_id, claimed_at)
      SELECT c.lead_id, c.channel, c.state, c.state, NULL, c.why, c.who, c.mark, c.attempt_no,
             c.claim_id, to_timestamp(c.claimed_at / 1e6::float8)
      FROM unnest(?::uuid[], ?::smallint[], ?::smallint[], ?::text[], ?::text[], ?::smallint[],
                  ?::int[], ?::uuid[], ?::bigint[])
             AS c(lead_id, channel, state, why, who, mark, attempt_no, claim_id, claimed_at)
      """;

  private static final String REPEATS =
      """
      INSERT INTO semel.blocked_repeat (lead_id, channel, reason, who)
      SELECT * FROM unnest(?::uuid[], ?::smallint[], ?::text[], ?::text[])
      """;

  private Rows() {}

  /// Locks messages in the order of their keys (R5).
  public static Map<MessageKey, Row> lock(Connection connection, Collection<MessageKey> keys)
      throws SQLException {
    var rows = new LinkedHashMap<MessageKey, Row>();
    try (var statement = connection.prepareStatement(LOCK)) {
      var columns = new Columns<>(statement, List.copyOf(keys));
      columns.bind(key -> key.lead().value());
      columns.bind(key -> Codes.of(key.channel()));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          var row = Row.read(result);
          rows.put(row.message().key(), row);
        }
      }
    }
    return rows;
  }

  /// Writes the changes of locked rows; at most one change of each row. Returns the journal lines.
  public static List<JournalEntry> write(Connection connection, List<Change> changes)
      throws SQLException {
    var writes = new ArrayList<Write>();
    var stays = new ArrayList<Told>();
    var entries = new ArrayList<JournalEntry>();
    for (var change : changes) {
      var entry = change.entry();
      change
          .after()
          .ifPresentOrElse(
              after -> writes.add(Write.of(change, after, entry.orElse(null))),
              () -> entry.ifPresent(line -> stays.add(new Told(change, line))));
      entry.ifPresent(entries::add);
    }
    if (!writes.isEmpty()) {
      update(connection, writes);
    }
    if (!stays.isEmpty()) {
      journal(connection, stays);
    }
    repeats(connection, entries);
    return entries;
  }

  private static void update(Connection connection, List<Write> writes) throws SQLException {
    try (var statement = connection.prepareStatement(WRITE)) {
      var anew = writes.stream().anyMatch(Write::namesClaim);
      var attempts = writes.stream().anyMatch(Write::changesAttempts);
      var notAfter = writes.stream().anyMatch(w -> !w.before.notAfter().equals(w.after.notAfter()));
      var cancel =
          writes.stream().anyMatch(w -> w.before.cancelRequested() != w.after.cancelRequested());
      var c = new Columns<>(statement, writes);
      c.bind(w -> w.row.place());
      c.bind(w -> Codes.of(w.before.key().channel()));
      c.bind(w -> Codes.of(w.before.state().name()));
      c.bind(w -> w.before.attempts().number());
      c.bind(w -> Codes.of(w.after.state().name()));
      c.bind(w -> w.columns.nextAt());
      c.bindIf(notAfter, w -> w.after.notAfter());
      c.bindIf(anew, w -> w.row.account() == null ? null : w.row.account().value());
      c.bindIf(anew, w -> w.row.body() == null ? null : w.row.body().value());
      c.bindIf(attempts, w -> w.after.attempts().number());
      c.bindIf(attempts, w -> w.after.attempts().spent());
      c.bindIf(attempts, w -> w.after.attempts().exposed());
      c.bindIf(attempts, w -> w.after.attempts().firstAt());
      c.bindIf(attempts, w -> draft(w.after));
      c.bindIf(anew, w -> claim(w.after));
      c.bindIf(anew, w -> w.row.trace().by());
      c.bindIf(anew, w -> w.row.trace().at());
      c.bindIf(anew, w -> claim(w.before));
      c.bind(w -> w.columns.leaseUntil());
      c.bind(w -> w.columns.doubtSince());
      c.bindIf(cancel, w -> w.after.cancelRequested());
      c.bind(w -> w.columns.settledAt());
      c.bind(w -> w.columns.reference());
      c.bind(w -> w.columns.reason());
      c.bind(w -> w.entry == null || w.entry.rule() == null ? null : Codes.of(w.entry.rule()));
      c.bind(w -> w.entry == null ? null : w.entry.why());
      c.bind(w -> w.entry == null ? null : w.entry.who());
      c.bind(w -> w.entry == null ? null : Codes.of(w.entry.mark()));
      c.flag(anew);
      try (var r = statement.executeQuery()) {
        if (!r.next() || r.getInt(1) != writes.size()) {
          throw new IllegalStateException("a locked message changed under its lock");
        }
      }
    }
  }

  private static @Nullable String draft(Message message) {
    var draft = message.attempts().draft();
    return draft == null ? null : draft.value();
  }

  private static @Nullable Object claim(Message message) {
    var claim = message.claim();
    return claim == null ? null : claim.value();
  }

  /// One row of the update: what it was, what it becomes, the line that tells of it.
  private record Write(
      Row row,
      Message before,
      Message after,
      Change.Columns columns,
      @Nullable JournalEntry entry) {

    static Write of(Change change, Message after, @Nullable JournalEntry entry) {
      var row = change.row();
      var columns = Change.Columns.of(after.state(), row.trace().doubtSince());
      return new Write(row, row.message(), after, columns, entry);
    }

    /// Account, body and the trace of the claim are new only with it.
    boolean namesClaim() {
      return !Objects.equals(before.claim(), after.claim());
    }

    boolean changesAttempts() {
      return !before.attempts().equals(after.attempts());
    }
  }

  /// A line about a message that stays as it is.
  private record Told(Change change, JournalEntry entry) {}

  private static void journal(Connection connection, List<Told> told) throws SQLException {
    try (var statement = connection.prepareStatement(JOURNAL)) {
      var c = new Columns<>(statement, told);
      c.bind(t -> t.entry.key().lead().value());
      c.bind(t -> Codes.of(t.entry.key().channel()));
      c.bind(t -> Codes.of(t.entry.to()));
      c.bind(t -> t.entry.why());
      c.bind(t -> t.entry.who());
      c.bind(t -> Codes.of(t.entry.mark()));
      c.bind(t -> t.change.row().message().attempts().number());
      c.bind(t -> claim(t.change.row().message()));
      c.bind(t -> t.change.row().trace().at());
      statement.executeUpdate();
    }
  }

  /// Keeps refused repeats as data: who, when (the row's own time), why.
  private static void repeats(Connection connection, List<JournalEntry> entries)
      throws SQLException {
    var refused = entries.stream().filter(e -> e.mark() == JournalEntry.Mark.REPEAT).toList();
    if (refused.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(REPEATS)) {
      var c = new Columns<>(statement, refused);
      c.bind(e -> e.key().lead().value());
      c.bind(e -> Codes.of(e.key().channel()));
      c.bind(JournalEntry::why);
      c.bind(JournalEntry::who);
      statement.executeUpdate();
    }
  }
}
