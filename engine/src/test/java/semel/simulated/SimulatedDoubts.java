package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.message.State;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;
import semel.simulated.SimulatedStore.Row;

/// Doubts in memory.
final class SimulatedDoubts implements Doubts {

  private static final String SWEEP = "sweep";

  private final SimulatedStore store;

  SimulatedDoubts(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public Sweep sweep(RetryPolicy retry) {
    return store.transaction(() -> {
      var terms = store.terms(new Capability.Blind(), retry);
      var entries = new ArrayList<JournalEntry>();
      for (var row : store.rows.values()) {
        store.apply(row, new Event.Swept(), terms, SWEEP).ifPresent(entries::add);
      }
      return new Sweep(entries, nextLapse());
    });
  }

  private Optional<Duration> nextLapse() {
    return store.rows.values().stream()
        .flatMap(row ->
            row.message.state() instanceof State.Claimed(var leaseUntil)
                ? Stream.of(leaseUntil)
                : Stream.empty())
        .min(Comparator.naturalOrder())
        .map(at -> Duration.between(store.now(), at));
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    return store.transaction(() ->
        store.rows.values().stream()
            .flatMap(row -> doubt(row).stream())
            .filter(doubt -> accounts.contains(doubt.account()))
            .sorted(Comparator.comparing(doubt -> doubt.times().openSince()))
            .limit(limit)
            .toList());
  }

  private Optional<Doubt> doubt(Row row) {
    var message = row.message;
    var claim = message.claim();
    if (!(message.state() instanceof State.InDoubt open) || claim == null || row.account == null) {
      return Optional.empty();
    }
    var openSince = open.since().isAfter(open.leaseUntil()) ? open.since() : open.leaseUntil();
    var first = message.attempts().firstAt();
    var times =
        new Doubt.Times(
            first == null ? openSince : first,
            openSince,
            open.nextAt(),
            row.firstAbsent,
            store.now());
    var recipient = row.lead.recipient(message.key());
    return Optional.of(new Doubt(message.key(), claim, row.account, recipient, row.body, times));
  }

  @Override
  public boolean takeTurn(Doubt doubt, Duration pause) {
    return store.transaction(() -> {
      var row = asRead(doubt);
      if (row.isEmpty() || !(row.get().message.state() instanceof State.InDoubt open)) {
        return false;
      }
      var taken = !open.nextAt().equals(doubt.times().nextAt());
      if (!taken) {
        next(row.get(), open, store.now().plus(pause));
      }
      return !taken;
    });
  }

  @Override
  public void noteAbsent(Doubt doubt, Duration pause) {
    store.transaction(() -> {
      var row = asRead(doubt);
      if (row.isPresent() && row.get().message.state() instanceof State.InDoubt open) {
        if (row.get().firstAbsent == null) {
          row.get().firstAbsent = store.now();
        }
        next(row.get(), open, store.now().plus(pause));
      }
      return row;
    });
  }

  private Optional<Row> asRead(Doubt doubt) {
    return Optional.ofNullable(store.rows.get(doubt.key()))
        .filter(row -> row.message.isClaim(doubt.claim()));
  }

  private static void next(Row row, State.InDoubt open, Instant at) {
    row.message =
        row.message.to(new State.InDoubt(open.since(), open.leaseUntil(), at, open.reason()));
  }

  @Override
  public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
    return store.transaction(() -> {
      var row = store.rows.get(doubt.key());
      var terms = store.terms(account.capability(), retry);
      return row == null
          ? List.<JournalEntry>of()
          : store.apply(row, event, terms, "reconcile").stream().toList();
    });
  }
}
