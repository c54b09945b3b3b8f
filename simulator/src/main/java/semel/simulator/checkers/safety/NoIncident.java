package semel.simulator.checkers.safety;

import semel.journal.JournalEntry.Mark;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// S11: no incident while every assumption holds, also after the database's past has changed.
public final class NoIncident extends Checker {

  public NoIncident(Made made) {
    super("S11", made);
  }

  @Override
  public void changed(Applied change) {
    var key = change.after().key();
    if (change.mark() == Mark.INCIDENT && !view.marked()) {
      violated(key, "incident: " + change.why());
    }
  }
}
