package semel.simulator.checkers.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import semel.account.AccountId;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;
import semel.simulator.checkers.View;

/// S8: in any window there are at most rate · window + burst claims of an account.
public final class GateHolds extends Checker {

  private final Map<AccountId, Deque<Instant>> claims = new HashMap<>();

  public GateHolds(Made made) {
    super("S8", made);
  }

  @Override
  public void changed(Applied change) {
    var isClaim =
        change.after().state() instanceof State.Claimed
            && change.rule() != null
            && change.before() != null;
    if (!isClaim || view.jumps()) {
      return;
    }
    var account = view.promise().of(change.after().key().channel()).id();
    var gate = view.gates().get(account);
    if (gate != null) {
      judge(change.after().key(), claims.computeIfAbsent(account, _ -> new ArrayDeque<>()), gate);
    }
  }

  /// Any window that ends with this claim.
  private void judge(MessageKey key, Deque<Instant> earlier, View.Gate gate) {
    var now = view.now();
    earlier.addLast(now);
    if (earlier.size() > 8 * gate.count()) {
      earlier.removeFirst();
    }
    var spacing = gate.per().dividedBy(gate.count());
    var inWindow = earlier.size();
    for (var first : earlier) {
      var allowed = gate.count() + Duration.between(first, now).dividedBy(spacing) + 1;
      if (inWindow > allowed) {
        violated(key, inWindow + " claims in a window for " + allowed);
        return;
      }
      inWindow--;
    }
  }

  @Override
  public void pastChanged(Set<MessageKey> keys) {
    claims.clear();
  }
}
