package semel.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import semel.account.Account;
import semel.account.AccountId;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;

/// Doubts that may be out of sight for a while, as on a server that is behind (protocol §10).
public record HidingDoubts(Doubts doubts, AtomicBoolean hidden) implements Doubts {

  @Override
  public Sweep sweep(RetryPolicy retry) {
    return doubts.sweep(retry);
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    return hidden.get() ? List.of() : doubts.open(accounts, limit);
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
    return doubts.settle(account, doubt, event, retry);
  }
}
