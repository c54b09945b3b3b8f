package semel.simulator.checkers.safety;

import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;
import semel.simulator.fault.Fault;

/// S7: nothing leaves before it is due, and nothing once it is too late and a lease is over. By the
/// database's clock, so a world whose clock jumps cannot be judged.
public final class InTime extends Checker {

  public InTime(Made made) {
    super("S7", made);
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
