package semel.simulator.checkers.liveness;

import java.time.Duration;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulator.checkers.Checker;
import semel.simulator.provider.Ledger.Effect;

/// L3: in a world without faults and without limits, 99.9 % leave within five seconds of their due
/// time.
public final class HealthyIsPrompt extends Checker {

  private static final long PROMPT_MILLIS = 5_000;
  private static final long ONE_IN = 1_000;

  private long prompt;
  private long late;

  public HealthyIsPrompt(Made made) {
    super("L3", made);
  }

  @Override
  public void took(Effect effect) {
    view.store()
        .message(effect.key())
        .ifPresent(message -> {
          var millis = Duration.between(message.due(), view.now()).toMillis();
          if (millis > PROMPT_MILLIS) {
            late++;
          } else {
            prompt++;
          }
        });
  }

  @Override
  public void ended() {
    if (!view.known().isEmpty() || !view.gates().isEmpty()) {
      return;
    }
    if (late * ONE_IN > prompt + late) {
      violated(null, late + " of " + (prompt + late) + " left later than five seconds");
    }
    for (var row : view.store().table().rows()) {
      if (!(row.state() instanceof State.Sent)) {
        unsent(row.key(), row.state());
      }
    }
  }

  private void unsent(MessageKey key, State state) {
    violated(key, "nothing went wrong, and it is " + state.name());
  }
}
