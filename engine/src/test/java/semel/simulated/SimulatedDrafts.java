package semel.simulated;

import java.util.Optional;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;

/// Drafts in memory.
record SimulatedDrafts(SimulatedStore store) implements Drafts {

  @Override
  public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
    return store.transaction(() -> {
      var row = store.table.row(key);
      if (row == null || !row.message().isClaim(claim) || !(row.state() instanceof State.Claimed)) {
        return Optional.empty();
      }
      var attempts = row.message().attempts();
      var chosen = attempts.draft();
      if (chosen == null) {
        var after = row.with(row.message().with(attempts.chose(draft)));
        store.put(row, after, "chose its draft", "claim");
      }
      return Optional.of(chosen == null ? draft : chosen);
    });
  }
}
