package semel.simulator.checkers.safety;

import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S4: every byte belongs to a claim that was committed before it left.
public final class OnlyClaimedIsSent extends Checker {

  public OnlyClaimedIsSent(Made made) {
    super("S4", made);
  }

  @Override
  public void leaves(ClaimId claim, MessageKey key) {
    if (!view.committed().contains(claim)) {
      violated(key, "bytes leave for a claim that is not committed");
    }
  }
}
