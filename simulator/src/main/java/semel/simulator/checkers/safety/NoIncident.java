package semel.simulator.checkers.safety;

import semel.journal.JournalEntry.Mark;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// S11: no incident while every assumption holds.
public final class NoIncident extends Checker {

  public NoIncident(Made made) {
    super("S11", made);
  }

  @Override
  public void changed(Applied change) {
    // A lost past may make evidence for a claim arrive that the database no longer knows.
    if (change.mark() == Mark.INCIDENT && !view.marked() && !view.forgets()) {
      violated(change.after().key(), "incident: " + change.why());
    }
  }
}
