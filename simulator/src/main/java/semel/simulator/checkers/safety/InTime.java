package semel.simulator.checkers.safety;

import semel.lifecycle.Rule;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;
import semel.simulator.fault.Fault;

/// S7: nothing is claimed first before it is due, or ever once it is too late, and nothing leaves
/// once a lease is over after that. By the database's clock: where it may jump, what it says when
/// the bytes leave is not compared with what it said to the claim.
public final class InTime extends Checker {

  public InTime(Made made) {
    super("S7", made);
  }

  @Override
  public void changed(Applied change) {
    var message = change.after();
    if (message.state() instanceof State.Claimed(var leaseUntil) && change.rule() != null) {
      var made = leaseUntil.minus(view.promise().timing().lease());
      // What is repeated was due before, if by a clock that was set back meanwhile.
      if (change.rule() == Rule.T2 && made.isBefore(message.due())) {
        violated(message.key(), "claimed before it is due");
      }
      if (!made.isBefore(message.notAfter())) {
        violated(message.key(), "claimed when it is too late");
      }
    }
  }

  @Override
  public void leaves(ClaimId claim, MessageKey key) {
    var message = view.store().message(key);
    if (message.isEmpty() || view.known().contains(Fault.DATABASE_CLOCK_JUMP)) {
      return;
    }
    var now = view.now();
    if (now.isBefore(message.get().due())) {
      violated(key, "leaves before it is due");
    }
    if (now.isAfter(message.get().notAfter().plus(view.promise().timing().lease()))) {
      violated(key, "leaves when it is too late");
    }
  }
}
