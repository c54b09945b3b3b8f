package semel.simulator.checkers.safety;

import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;
import semel.simulator.provider.Ledger.Effect;

/// S3: what failed or was cancelled was taken by nobody, then or later.
public final class NotSentMeansNotTaken extends Checker {

  public NotSentMeansNotTaken(Made made) {
    super("S3", made);
  }

  @Override
  public void changed(Applied change) {
    if (unsent(change.after().state()) && !view.ledger().of(change.after().key()).isEmpty()) {
      violated(change.after().key(), change.after().state().name() + ", and it was taken");
    }
  }

  @Override
  public void took(Effect effect) {
    view.store().message(effect.key()).ifPresent(message -> judge(effect.key(), message.state()));
  }

  private void judge(MessageKey key, State state) {
    if (unsent(state)) {
      violated(key, "taken after it was " + state.name());
    }
  }

  private static boolean unsent(State state) {
    return switch (state) {
      case State.Failed _, State.Cancelled _ -> true;
      case State.Scheduled _, State.Claimed _, State.InDoubt _, State.Held _, State.Sent _ -> false;
    };
  }
}
