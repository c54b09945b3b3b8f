package semel.simulator.edge;

import java.util.Optional;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.simulator.edge.DatabaseEdge.Operation;

/// Drafts as one machine reaches them, with the faults of [DatabaseEdge]: then nobody knows which
/// draft is chosen, or whether one may be withdrawn.
public final class FaultyDrafts implements Drafts {

  private final DatabaseEdge edge;

  public FaultyDrafts(Host host, Database database) {
    this.edge = new DatabaseEdge(host, database);
  }

  @Override
  public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
    var drafts = edge.database().store().drafts();
    return edge.run(
        new Operation<Optional<DraftId>>(
            () -> drafts.choose(key, claim, draft), Optional::empty, _ -> Optional.empty(), null));
  }

  @Override
  public boolean mayWithdraw(MessageKey key, ClaimId claim) {
    var drafts = edge.database().store().drafts();
    return edge.run(
        new Operation<Boolean>(
            () -> drafts.mayWithdraw(key, claim), () -> false, _ -> false, null));
  }
}
