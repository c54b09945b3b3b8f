package semel.simulator.checkers.liveness;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import semel.account.Capability;
import semel.lifecycle.Rule;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// L2: nothing is held for a person that its provider could have decided.
public final class NothingHeldThatCouldBeDecided extends Checker {

  private final Map<MessageKey, Instant> held = new HashMap<>();

  public NothingHeldThatCouldBeDecided(Made made) {
    super("L2", made);
  }

  @Override
  public void changed(Applied change) {
    if (change.rule() == Rule.T12) {
      held.put(change.after().key(), view.now());
    }
  }

  @Override
  public void ended() {
    if (view.marked()) {
      return;
    }
    for (var row : view.store().table().rows()) {
      if (row.state() instanceof State.Held(_, var why)
          && !onlyAPersonCan(row.message(), held.getOrDefault(row.key(), view.now()))) {
        violated(row.key(), "held, and the provider could have said: " + why);
      }
    }
  }

  private boolean onlyAPersonCan(Message message, Instant since) {
    var promise = view.promise();
    return switch (promise.of(message.key().channel()).capability()) {
      case Capability.Blind() -> true;
      case Capability.Lookup() -> false;
      // A chosen draft that is gone: withdrawn for a doubt that the database no longer remembers.
      // Another draft could be the second message.
      case Capability.Staged() -> view.forgets() && message.attempts().draft() != null;
      case Capability.Keyed(var ttlSafe) -> {
        var first = message.attempts().firstAt();
        yield message.cancelRequested()
            || (first != null && !first.plus(ttlSafe).isAfter(since))
            || !message.notAfter().isAfter(since)
            || message.attempts().spent() >= promise.emailRetry().attemptsMax();
      }
    };
  }
}
