package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import semel.account.Finding;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;
import semel.postgres.row.Slots;
import semel.reconcile.Receipt;

/// What some receipts prove about the state of their messages: that they were accepted (R6). What
/// follows from that, `Lifecycle` decides.
final class Evidence {

  private static final String INCIDENT_KEPT =
      """
      SELECT 1 FROM semel.journal j
      WHERE j.lead_id = ? AND j.channel = ? AND j.mark = 2 AND j.why = ?
      """;

  private final Messages messages;
  private final RetryPolicy retry;
  private final String provider;
  private final Map<MessageKey, ProviderReference> names = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();

  Evidence(Messages messages, RetryPolicy retry, String provider) {
    this.messages = messages;
    this.retry = retry;
    this.provider = provider;
  }

  /// Takes in a receipt. False when it names another acceptance of a message than one before it: it
  /// must be judged by what comes of that one.
  boolean add(Receipt receipt) {
    var row = messages.of(receipt);
    if (row.isEmpty()) {
      return true;
    }
    var before = names.putIfAbsent(row.get().message().key(), receipt.reference());
    if (before == null) {
      changes.add(decided(row.get(), receipt.reference()));
    }
    return before == null || before.equals(receipt.reference());
  }

  /// The claim that the row has now is asked about, whichever of the message's claims was accepted.
  private Change decided(Row row, ProviderReference reference) {
    var claim = Objects.requireNonNull(row.message().claim());
    var capability = messages.account(row).orElseThrow().capability();
    var terms = new Terms(capability, retry, row.now(), 0);
    var found = new Event.Looked(claim, new Finding.Found(reference));
    return new Change(row, Lifecycle.decide(row.message(), found, terms), provider);
  }

  /// Writes what was decided. Each report of a second acceptance says it again: it is kept once.
  List<JournalEntry> write(Connection connection) throws SQLException {
    var fresh = new ArrayList<Change>();
    for (var change : changes) {
      if (!isKept(connection, change.entry())) {
        fresh.add(change);
      }
    }
    return Rows.write(connection, fresh);
  }

  private static boolean isKept(Connection connection, Optional<JournalEntry> entry)
      throws SQLException {
    if (entry.isEmpty() || entry.get().mark() != Mark.INCIDENT || entry.get().rule() != null) {
      return false;
    }
    var key = entry.get().key();
    var kept =
        Slots.rows(
            connection,
            INCIDENT_KEPT,
            slots ->
                slots.id(key.lead().value()).small(Codes.of(key.channel())).text(entry.get().why()),
            r -> r.getInt(1));
    return !kept.isEmpty();
  }
}
