package semel.postgres.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.message.Message;
import semel.message.MessageKey;

/// Reads messages under a row lock and writes what was decided about them, with its journal lines,
/// in the same transaction. Every change of a message passes through [#write].
public final class Rows {

  private static final String LOCK =
      """
      SELECT m.*, l.phone, l.email, clock_timestamp() AS now
      FROM semel.message m
      JOIN semel.lead l ON l.id = m.lead_id
      WHERE (m.lead_id, m.channel) IN (SELECT * FROM unnest(?::uuid[], ?::smallint[]))
      ORDER BY m.lead_id, m.channel
      FOR UPDATE OF m
      """;

  /// A column that a state does not have keeps what it was, so that a claim changes no index.
  private static final String WRITE =
      """
      UPDATE semel.message m
      SET state = c.state, open = c.state IN (0, 1, 2),
          next_at = coalesce(c.next_at, m.next_at), not_after = c.not_after,
          account = coalesce(c.account, m.account), attempt_no = c.attempt_no,
          attempts_spent = c.attempts_spent, exposed = c.exposed,
          first_attempt_at = c.first_attempt_at, draft_id = c.draft_id, claim_id = c.claim_id,
          claimed_by = c.claimed_by, claimed_at = c.claimed_at,
          lease_until = coalesce(c.lease_until, m.lease_until), doubt_since = c.doubt_since,
          absent_at = NULL, cancel_requested = c.cancel_requested,
          body = coalesce(c.body, m.body), settled_at = c.settled_at,
          reference = c.reference, reason = c.reason
      FROM unnest(?::uuid[], ?::smallint[], ?::smallint[], ?::uuid[], ?::smallint[],
                  ?::timestamptz[], ?::timestamptz[], ?::text[], ?::int[], ?::int[], ?::bool[],
                  ?::timestamptz[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[],
                  ?::timestamptz[], ?::timestamptz[], ?::bool[], ?::text[], ?::timestamptz[],
                  ?::text[], ?::text[])
        AS c(lead_id, channel, was_state, was_claim, state,
             next_at, not_after, account, attempt_no, attempts_spent, exposed,
             first_attempt_at, draft_id, claim_id, claimed_by, claimed_at, lease_until,
             doubt_since, cancel_requested, body, settled_at, reference, reason)
      WHERE m.lead_id = c.lead_id AND m.channel = c.channel
        AND m.state = c.was_state AND m.claim_id IS NOT DISTINCT FROM c.was_claim
      """;

  private static final String JOURNAL =
      """
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, rule, why, who, mark,
                                 attempt_no, claim_id, claimed_at)
      SELECT * FROM unnest(?::uuid[], ?::smallint[], ?::smallint[], ?::smallint[], ?::smallint[],
                           ?::text[], ?::text[], ?::smallint[], ?::int[], ?::uuid[],
                           ?::timestamptz[])
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
      var list = List.copyOf(keys);
      statement.setArray(1, array(connection, "uuid", list, k -> k.lead().value()));
      statement.setArray(2, array(connection, "smallint", list, k -> Codes.of(k.channel())));
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
    var changed = changes.stream().filter(c -> c.after().isPresent()).toList();
    if (!changed.isEmpty()) {
      update(connection, changed);
    }
    var told = changes.stream().filter(c -> c.entry().isPresent()).toList();
    if (told.isEmpty()) {
      return List.of();
    }
    journal(connection, told);
    var entries = new ArrayList<JournalEntry>();
    told.forEach(change -> entries.add(change.entry().orElseThrow()));
    repeats(connection, entries);
    return entries;
  }

  private static void update(Connection connection, List<Change> changes) throws SQLException {
    try (var statement = connection.prepareStatement(WRITE)) {
      var b = new Binder<>(connection, statement, changes.stream().map(Write::of).toList());
      b.bind("uuid", w -> w.before.key().lead().value());
      b.bind("smallint", w -> Codes.of(w.before.key().channel()));
      b.bind("smallint", w -> Codes.of(w.before.state().name()));
      b.bind("uuid", w -> w.before.claim() == null ? null : w.before.claim().value());
      b.bind("smallint", w -> Codes.of(w.after.state().name()));
      b.time(w -> w.columns.nextAt());
      b.time(w -> w.after.notAfter());
      b.bind("text", w -> w.row.account() == null ? null : w.row.account().value());
      b.bind("int4", w -> w.after.attempts().number());
      b.bind("int4", w -> w.after.attempts().spent());
      b.bind("bool", w -> w.after.attempts().exposed());
      b.time(w -> w.after.attempts().firstAt());
      b.bind("text", w -> draft(w.after));
      b.bind("uuid", w -> w.after.claim() == null ? null : w.after.claim().value());
      b.bind("text", w -> w.row.trace().by());
      b.time(w -> w.row.trace().at());
      b.time(w -> w.columns.leaseUntil());
      b.time(w -> w.columns.doubtSince());
      b.bind("bool", w -> w.after.cancelRequested());
      b.bind("text", w -> w.row.body() == null ? null : w.row.body().value());
      b.time(w -> w.columns.settledAt());
      b.bind("text", w -> w.columns.reference());
      b.bind("text", w -> w.columns.reason());
      if (statement.executeUpdate() != changes.size()) {
        throw new IllegalStateException("a locked message changed under its lock");
      }
    }
  }

  private static @Nullable String draft(Message message) {
    var draft = message.attempts().draft();
    return draft == null ? null : draft.value();
  }

  /// One row of the update: what it was, what it becomes.
  private record Write(Row row, Message before, Message after, Change.Columns columns) {
    static Write of(Change change) {
      var row = change.row();
      var after = change.after().orElseThrow();
      var columns = Change.Columns.of(after.state(), row.trace().doubtSince());
      return new Write(row, row.message(), after, columns);
    }
  }

  private static void journal(Connection connection, List<Change> told) throws SQLException {
    try (var statement = connection.prepareStatement(JOURNAL)) {
      var b = new Binder<>(connection, statement, told);
      b.bind("uuid", c -> c.row().message().key().lead().value());
      b.bind("smallint", c -> Codes.of(c.row().message().key().channel()));
      b.bind("smallint", c -> Codes.of(entry(c).from()));
      b.bind("smallint", c -> Codes.of(entry(c).to()));
      b.bind(
          "smallint",
          c -> {
            var rule = entry(c).rule();
            return rule == null ? null : Codes.of(rule);
          });
      b.bind("text", c -> entry(c).why());
      b.bind("text", Change::who);
      b.bind("smallint", c -> Codes.of(entry(c).mark()));
      b.bind("int4", c -> c.row().message().attempts().number());
      b.bind(
          "uuid",
          c -> {
            var claim = c.row().message().claim();
            return claim == null ? null : claim.value();
          });
      b.time(c -> c.row().trace().at());
      statement.executeUpdate();
    }
  }

  private static JournalEntry entry(Change change) {
    return change.entry().orElseThrow();
  }

  /// Keeps refused repeats as data: who, when (the row's own time), why.
  private static void repeats(Connection connection, List<JournalEntry> entries)
      throws SQLException {
    var refused = entries.stream().filter(e -> e.mark() == JournalEntry.Mark.REPEAT).toList();
    if (refused.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(REPEATS)) {
      var b = new Binder<>(connection, statement, refused);
      b.bind("uuid", e -> e.key().lead().value());
      b.bind("smallint", e -> Codes.of(e.key().channel()));
      b.bind("text", JournalEntry::why);
      b.bind("text", JournalEntry::who);
      statement.executeUpdate();
    }
  }

  private static <T> java.sql.Array array(
      Connection connection, String type, List<T> rows, Function<T, @Nullable Object> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }

  /// Binds one array per column, in the order of the statement.
  private static final class Binder<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int position;

    Binder(Connection connection, PreparedStatement statement, List<T> rows) {
      this.connection = connection;
      this.statement = statement;
      this.rows = rows;
    }

    void bind(String type, Function<T, @Nullable Object> column) throws SQLException {
      statement.setArray(++position, array(connection, type, rows, column));
    }

    void time(Function<T, @Nullable Instant> column) throws SQLException {
      bind("timestamptz", row -> Row.timestamp(column.apply(row)));
    }
  }
}
