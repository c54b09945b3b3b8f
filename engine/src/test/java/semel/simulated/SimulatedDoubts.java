package semel.simulated;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.message.State;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;
import semel.simulated.rows.Gate;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// Doubts in memory.
final class SimulatedDoubts implements Doubts {

  private static final String SWEEP = "sweep";
  private static final int SWEPT_AT_ONCE = 500;
  private static final int FORGOTTEN_AT_ONCE = 1000;
  private static final Duration KEYS_LIVE = Duration.ofDays(3);

  /// Look-ups have a gate of their own: 100 at once, and one each 10 ms.
  private static final Gate LOOK_UPS = Gate.OPEN.rate(100, Duration.ofSeconds(1));

  private final SimulatedStore store;
  private final Table table;

  SimulatedDoubts(SimulatedStore store) {
    this.store = store;
    this.table = store.table;
  }

  @Override
  public Sweep sweep(RetryPolicy retry) {
    return store.transaction(() -> {
      var entries = new ArrayList<JournalEntry>();
      for (var row : lapsed()) {
        var terms = store.terms(new Capability.Blind(), retry);
        store.apply(row, new Event.Swept(), terms, SWEEP).ifPresent(entries::add);
      }
      eraseSettled();
      table.answeredBefore(store.at(), KEYS_LIVE, FORGOTTEN_AT_ONCE).forEach(table::remove);
      return new Sweep(List.copyOf(entries), nextLapse());
    });
  }

  private List<Row> lapsed() {
    var lapsed = new ArrayList<Row>();
    for (var row : table.byLease()) {
      var lease = row.columns().leaseUntil();
      if (lease == null || !lease.isBefore(store.at()) || lapsed.size() == SWEPT_AT_ONCE) {
        break;
      }
      lapsed.add(row);
    }
    for (var row : store.sameHistory() ? table.byEnd() : List.<Row>of()) {
      if (row.message().notAfter().isAfter(store.at()) || lapsed.size() == SWEPT_AT_ONCE) {
        break;
      }
      if (!row.columns().nextAt().isAfter(store.at())) {
        lapsed.add(row);
      }
    }
    lapsed.removeIf(store.workings::held);
    lapsed.sort(Comparator.comparing(Row::key, Table.BY_KEY));
    return lapsed;
  }

  /// A person to be erased goes when no attempt for them is open any more.
  private void eraseSettled() {
    if (table.erasing().isEmpty()) {
      return;
    }
    for (var id : List.copyOf(table.erasing())) {
      var lead = table.lead(id);
      var rows = table.rowsOf(id);
      if (lead != null && rows.stream().allMatch(row -> row.state().name().settled())) {
        rows.forEach(row -> table.put(row.withoutBody()));
        table.put(lead.erase());
      }
    }
  }

  private Optional<Duration> nextLapse() {
    if (table.byLease().isEmpty()) {
      return Optional.empty();
    }
    var lease = table.byLease().first().columns().leaseUntil();
    var seconds = ChronoUnit.MICROS.between(store.at(), lease) / 1e6;
    return Optional.of(Duration.ofMillis((long) Math.max(0, seconds * 1000)));
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    return store.transaction(() -> {
      var oldest = new ArrayList<Row>();
      for (var account : accounts) {
        var taken = 0;
        for (var row : table.doubtsByAge(account)) {
          if (taken++ == limit) {
            break;
          }
          oldest.add(row);
        }
      }
      oldest.sort(
          Comparator.comparing((Row row) -> ((State.InDoubt) row.state()).since())
              .thenComparingLong(Row::number));
      var doubts = new ArrayList<Doubt>();
      for (var row : oldest.subList(0, Math.min(limit, oldest.size()))) {
        doubts.add(doubt(row));
      }
      return doubts;
    });
  }

  private Doubt doubt(Row row) {
    var message = row.message();
    var account = row.trace().account();
    if (account == null) {
      throw new IllegalStateException("a doubt has an account");
    }
    var first = message.attempts().firstAt();
    var times =
        new Doubt.Times(
            first == null ? row.openSince() : first,
            row.openSince(),
            row.columns().nextAt(),
            row.columns().absentAt(),
            store.at());
    var recipient = table.lead(row).recipient(row.key());
    return new Doubt(message, account, recipient, row.trace().body(), times);
  }

  @Override
  public boolean takeTurn(Doubt doubt, Duration pause) {
    return store.transaction(() -> {
      if (!passesLookGate(doubt.account())) {
        return false;
      }
      var row = asRead(doubt);
      if (row == null || !store.workings.turnIsDue(row, store.at())) {
        return false;
      }
      var next = store.at().plusMillis(pause.toMillis());
      store.put(row, row.at(next), "its turn to be asked about", "reconcile");
      return true;
    });
  }

  private boolean passesLookGate(AccountId account) {
    var name = account.value() + ":look-ups";
    var known = table.gate(name);
    var gate = known.spacingMicros() == 0 ? LOOK_UPS : known;
    if (store.workings.free(gate, store.at()) == 0) {
      return false;
    }
    table.put(name, store.workings.take(gate, 1, store.at()));
    return true;
  }

  @Override
  public void noteAbsent(Doubt doubt, Duration pause) {
    store.transaction(() -> {
      var row = asRead(doubt);
      if (row != null) {
        var whole = Duration.ofMillis(pause.toMillis());
        store.put(row, store.workings.absent(row, store.at(), whole), "not found", "reconcile");
      }
      return doubt;
    });
  }

  /// The row of a doubt that is still open under the same claim.
  private @Nullable Row asRead(Doubt doubt) {
    var row = table.row(doubt.key());
    return row != null
            && row.state() instanceof State.InDoubt
            && row.message().isClaim(doubt.claim())
        ? row
        : null;
  }

  @Override
  public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
    return store.transaction(() -> {
      var row = table.row(doubt.key());
      if (row == null) {
        return List.of();
      }
      var terms = store.terms(account.capability(), retry);
      return store.apply(row, event, terms, "reconcile").stream().toList();
    });
  }
}
