package semel.simulator.checkers.safety;

import java.time.Duration;
import java.time.Instant;
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

  private final Map<AccountId, Level> levels = new HashMap<>();

  /// The fullest window that ends with the last claim, as a leaking bucket: each claim fills it by
  /// its spacing, and what time passes leaks.
  private record Level(Instant at, Duration filled) {}

  public GateHolds(Made made) {
    super("S8", made);
  }

  @Override
  public void changed(Applied change) {
    if (!(change.after().state() instanceof State.Claimed(var leaseUntil))
        || change.rule() == null
        || change.before() == null) {
      return;
    }
    var account = view.promise().of(change.after().key().channel()).id();
    var gate = view.gates().get(account);
    if (gate != null) {
      // When it was made: it may have been committed much later, and its gate stood shut meanwhile.
      var made = leaseUntil.minus(view.promise().timing().lease());
      judge(change.after().key(), account, gate, made);
    }
  }

  private void judge(MessageKey key, AccountId account, View.Gate gate, Instant now) {
    var spacing = gate.per().dividedBy(gate.count());
    var before = levels.get(account);
    var left =
        before == null ? Duration.ZERO : before.filled().minus(Duration.between(before.at(), now));
    var filled = (left.isNegative() ? Duration.ZERO : left).plus(spacing);
    levels.put(account, new Level(now, filled));
    if (filled.compareTo(spacing.multipliedBy(gate.count() + 1L)) > 0) {
      violated(key, "claims for " + filled + " in a window that allows " + gate.per());
    }
  }

  @Override
  public void pastChanged(Set<MessageKey> keys) {
    levels.clear();
  }
}
