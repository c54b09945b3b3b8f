package semel.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;

/// Doubts of a store with a test between. Faults: findings that cannot be recorded, leases that are
/// told to lapse at another time, and whatever a test does meanwhile. Never: a doubt that the store
/// does not have.
final class WatchedDoubts implements Doubts {

  final AtomicInteger sweeps = new AtomicInteger();
  final AtomicInteger settlings = new AtomicInteger();
  volatile Runnable beforeSweep = () -> {};
  volatile Runnable beforeReading = () -> {};
  volatile Runnable beforeSettling = () -> {};
  volatile @Nullable Duration lapse;

  private final Doubts doubts;

  WatchedDoubts(Doubts doubts) {
    this.doubts = doubts;
  }

  /// What a store throws that cannot be reached.
  static UncheckedIOException away() {
    return new UncheckedIOException(new IOException("the database is away"));
  }

  @Override
  public Sweep sweep(RetryPolicy retry) {
    sweeps.incrementAndGet();
    beforeSweep.run();
    var sweep = doubts.sweep(retry);
    return lapse == null ? sweep : new Sweep(sweep.entries(), Optional.of(lapse));
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    beforeReading.run();
    return doubts.open(accounts, limit);
  }

  @Override
  public boolean takeTurn(Doubt doubt, Duration pause) {
    return doubts.takeTurn(doubt, pause);
  }

  @Override
  public void noteAbsent(Doubt doubt, Duration pause) {
    doubts.noteAbsent(doubt, pause);
  }

  @Override
  public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
    settlings.incrementAndGet();
    beforeSettling.run();
    return doubts.settle(account, doubt, event, retry);
  }
}
