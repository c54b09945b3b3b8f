package semel.simulated;

import java.util.Optional;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Drafts in memory.
record SimulatedDrafts(SimulatedStore store) implements Drafts {

  @Override
  public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
    return store.transaction(() -> {
      var row = store.table.row(key);
      if (row == null || !store.workings.mayChoose(row, claim)) {
        return Optional.empty();
      }
      var attempts = row.message().attempts();
      var stands = store.workings.stands(attempts.draft(), draft);
      if (!stands.equals(attempts.draft())) {
        var after = row.with(row.message().with(attempts.chose(stands)));
        store.put(row, after, "chose its draft", "claim");
      }
      return Optional.of(stands);
    });
  }

  @Override
  public boolean mayWithdraw(MessageKey key, ClaimId claim) {
    return store.transaction(() -> {
      var row = store.table.row(key);
      return row != null && store.workings.mayWithdraw(row, claim);
    });
  }
}
