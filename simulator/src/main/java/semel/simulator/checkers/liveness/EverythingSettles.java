package semel.simulator.checkers.liveness;

import semel.simulator.checkers.Checker;

/// L1: once the faults stop, every message is final or held within the promised time.
public final class EverythingSettles extends Checker {

  public EverythingSettles(Made made) {
    super("L1", made);
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
