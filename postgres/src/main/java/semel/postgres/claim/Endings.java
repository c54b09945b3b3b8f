package semel.postgres.claim;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import semel.account.Account;
import semel.database.CommitUnknown;
import semel.database.Database;
import semel.dispatch.Closing;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.message.Message;
import semel.message.MessageKey;
import semel.postgres.row.Change;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;

/// Records how a batch of attempts ended, all or none (§6, Completion).
record Endings(
    Database database, Account account, RetryPolicy retry, String worker, RandomGenerator random) {

  /// What follows is planned once, as in a claim.
  private static final String NAME =
      """
      SELECT pg_current_xact_id()::text, set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  private static final String COMMITTED =
      "SELECT coalesce(pg_xact_status(?::xid8) = 'committed', false)";

  /// What one transaction did, and the server's name for it.
  private static final class Written {
    private final List<Change> changes = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private String transaction = "";
  }

  /// Empty when nothing was recorded or nobody knows; the same batch is then recorded again.
  Optional<List<JournalEntry>> record(List<Closing> closings) {
    var written = new Written();
    try {
      database.transaction(connection -> {
        written.changes.clear();
        written.entries.clear();
        written.transaction = name(connection);
        pause(connection, closings);
        apply(connection, closings, written);
        return true;
      });
    } catch (CommitUnknown _) {
      if (!landed(written)) {
        return Optional.empty();
      }
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
    return Optional.of(List.copyOf(written.entries));
  }

  private static String name(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(NAME)) {
      r.next();
      return r.getString(1);
    }
  }

  /// The gate first, then the messages (R5).
  private void pause(Connection connection, List<Closing> closings) throws SQLException {
    for (var closing : closings) {
      var pause = closing.pause();
      if (pause != null) {
        Gate.pause(connection, account.id(), pause);
      }
    }
  }

  /// A slow attempt and its repeat may end in the same batch: one event of a message a round.
  private void apply(Connection connection, List<Closing> closings, Written written)
      throws SQLException {
    var events = new LinkedHashMap<MessageKey, Queue<Event>>();
    for (var closing : closings) {
      events
          .computeIfAbsent(closing.claim().key(), _ -> new ArrayDeque<>())
          .addAll(closing.events());
    }
    while (!events.isEmpty()) {
      var changes = new ArrayList<Change>();
      var rows = Rows.lock(connection, events.keySet());
      events.keySet().retainAll(rows.keySet());
      for (var row : rows.values()) {
        var event = requireNonNull(events.get(row.message().key())).remove();
        var terms = PostgresClaims.terms(account, retry, row, random);
        changes.add(new Change(row, Lifecycle.decide(row.message(), event, terms), worker));
      }
      written.entries.addAll(Rows.write(connection, changes));
      written.changes.addAll(changes);
      events.values().removeIf(Queue::isEmpty);
    }
  }

  /// Whether a commit without an answer happened. The locks wait for the transaction that wrote the
  /// rows, so the server then knows what became of it. It must stand in the rows as well: after a
  /// fail-over that lost it, its name may be another's.
  private boolean landed(Written written) {
    var last = new HashMap<MessageKey, Message>();
    var keys = new HashSet<MessageKey>();
    written.changes.forEach(c -> keys.add(c.row().message().key()));
    written.changes.forEach(c -> c.after().ifPresent(after -> last.put(after.key(), after)));
    try {
      return database.transaction(connection -> {
        var rows = Rows.lock(connection, keys);
        return committed(connection, written.transaction)
            && last.values().stream().allMatch(after -> stands(rows, after));
      });
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static boolean committed(Connection connection, String transaction) throws SQLException {
    try (var statement = connection.prepareStatement(COMMITTED)) {
      statement.setString(1, transaction);
      try (var r = statement.executeQuery()) {
        return r.next() && r.getBoolean(1);
      }
    }
  }

  private static boolean stands(Map<MessageKey, Row> rows, Message after) {
    var row = rows.get(after.key());
    return row != null
        && row.message().state().name() == after.state().name()
        && Objects.equals(row.message().claim(), after.claim());
  }
}
