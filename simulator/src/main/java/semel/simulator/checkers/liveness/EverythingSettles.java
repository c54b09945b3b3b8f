package semel.simulator.checkers.liveness;

import java.util.HashMap;
import java.util.Map;
import semel.message.MessageKey;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// L1: once the faults stop, every message is final or held within the promised time. One that
/// changes without end never will be.
public final class EverythingSettles extends Checker {

  private static final int CHANGES_MAX = 10_000;

  private final Map<MessageKey, Integer> changes = new HashMap<>();

  public EverythingSettles(Made made) {
    super("L1", made);
  }

  @Override
  public void changed(Applied change) {
    var key = change.after().key();
    if (changes.merge(key, 1, Integer::sum) == CHANGES_MAX) {
      violated(key, "changed %,d times and is not settled".formatted(CHANGES_MAX));
    }
  }

  @Override
  public void ended() {
    for (var row : view.store().table().rows()) {
      var open =
          switch (row.state().name()) {
            case SCHEDULED, CLAIMED, IN_DOUBT -> true;
            case HELD, SENT, FAILED, CANCELLED -> false;
          };
      if (open) {
        violated(
            row.key(),
            "still " + row.state().name() + " " + view.promise().bound() + " after the last fault");
      }
    }
  }
}
