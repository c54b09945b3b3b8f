package semel.simulator.edge;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import semel.account.Account;
import semel.account.AccountId;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;
import semel.simulator.edge.DatabaseEdge.Operation;

/// Doubts as one machine reaches them, with the faults of [DatabaseEdge].
public final class FaultyDoubts implements Doubts {

  private final DatabaseEdge edge;

  public FaultyDoubts(Host host, Database database) {
    this.edge = new DatabaseEdge(host, database);
  }

  private Doubts doubts() {
    return edge.database().store().doubts();
  }

  @Override
  public Sweep sweep(RetryPolicy retry) {
    return edge.runOrThrow(() -> doubts().sweep(retry));
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    return edge.runOrThrow(() -> doubts().open(accounts, limit));
  }

  @Override
  public boolean takeTurn(Doubt doubt, Duration pause) {
    return edge.run(
        new Operation<>(() -> doubts().takeTurn(doubt, pause), () -> false, _ -> false, null));
  }

  @Override
  public void noteAbsent(Doubt doubt, Duration pause) {
    edge.runOrThrow(() -> {
      doubts().noteAbsent(doubt, pause);
      return true;
    });
  }

  @Override
  public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
    return edge.runOrThrow(() -> doubts().settle(account, doubt, event, retry));
  }
}
