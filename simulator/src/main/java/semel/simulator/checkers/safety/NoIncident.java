package semel.simulator.checkers.safety;

import java.util.Set;
import semel.journal.JournalEntry.Mark;
import semel.message.MessageKey;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// S11: no incident while every assumption holds. Once the database's past has changed, evidence
/// may come for a claim, and a draft may be gone, of which it knows nothing any more.
public final class NoIncident extends Checker {

  private boolean changed;

  public NoIncident(Made made) {
    super("S11", made);
  }

  @Override
  public void changed(Applied change) {
    var key = change.after().key();
    if (change.mark() == Mark.INCIDENT && !view.marked() && !changed) {
      violated(key, "incident: " + change.why());
    }
  }

  @Override
  public void pastChanged(Set<MessageKey> keys) {
    changed = true;
  }
}
