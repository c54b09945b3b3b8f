package semel.simulator.checkers.safety;

import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// S2: what is sent was taken, exactly once.
public final class SentMeansTaken extends Checker {

  public SentMeansTaken(Made made) {
    super("S2", made);
  }

  @Override
  public void changed(Applied change) {
    var key = change.after().key();
    if (change.after().state() instanceof State.Sent && view.ledger().of(key).isEmpty()) {
      violated(key, "sent, says Semel, and no provider took it");
    }
  }

  @Override
  public void ended() {
    for (var row : view.store().table().rows()) {
      if (row.state() instanceof State.Sent && view.ledger().of(row.key()).size() != 1) {
        violated(row.key(), "sent, and taken " + view.ledger().of(row.key()).size() + " times");
      }
    }
  }
}
