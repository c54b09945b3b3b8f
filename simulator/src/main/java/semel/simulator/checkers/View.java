package semel.simulator.checkers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import semel.account.Account;
import semel.account.AccountId;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.simulated.SimulatedStore;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Ledger;
import semel.simulator.time.Agenda;

/// What a checker may look at: the database as it stands, the providers' ledger, what the world was
/// promised.
///
/// @param committed every claim that was ever committed
/// @param known which faults this world knows
/// @param gates how many claims an account may make in a time
public record View(
    Agenda agenda,
    SimulatedStore store,
    Ledger ledger,
    Set<ClaimId> committed,
    Set<Fault> known,
    Map<AccountId, Gate> gates,
    Promise promise) {

  /// `count` at once, and `count` in each `per`.
  public record Gate(int count, Duration per) {}

  /// What holds in this world.
  ///
  /// @param bound how long after the faults stopped everything must be settled
  public record Promise(
      Account sms,
      Account email,
      Timing timing,
      RetryPolicy smsRetry,
      RetryPolicy emailRetry,
      Duration bound) {

    public Account of(Channel channel) {
      return switch (channel) {
        case SMS -> sms;
        case EMAIL -> email;
      };
    }
  }

  /// Whether an assumption that the promise stands on is broken here.
  public boolean marked() {
    return known.stream().anyMatch(fault -> fault.kind() == Fault.Kind.ASSUMPTION);
  }

  /// Whether the database may forget what it said.
  public boolean forgets() {
    return known.contains(Fault.FAIL_OVER_WITH_LOSS) || known.contains(Fault.RESTORE);
  }

  public Instant now() {
    return store.now();
  }
}
