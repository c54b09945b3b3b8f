package semel.simulator.checkers.safety;

import semel.simulator.checkers.Checker;
import semel.simulator.provider.Ledger.Effect;

/// S1: a provider takes a message at most once.
public final class NoSecondAcceptance extends Checker {

  public NoSecondAcceptance(Made made) {
    super("S1", made);
  }

  @Override
  public void took(Effect effect) {
    var effects = view.ledger().of(effect.key());
    if (effects.size() > 1) {
      violated(effect.key(), "taken " + effects.size() + " times");
    }
  }
}
