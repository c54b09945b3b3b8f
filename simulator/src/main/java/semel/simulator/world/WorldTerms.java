package semel.simulator.world;

import java.time.Duration;
import semel.account.Account;
import semel.account.Capability;
import semel.lifecycle.RetryPolicy;
import semel.message.Channel;
import semel.simulator.design.Design;
import semel.simulator.edge.SimulatedWire;
import semel.simulator.fault.Fault;

/// What follows from a plan and a design: accounts, attempts, bounds.
record WorldTerms(Plan plan, Design design) {

  private static final Duration PAUSE_LONGEST = Duration.ofMinutes(10);
  private static final int ATTEMPTS = 8;

  /// L1: LEASE + SETTLE + SECOND_LOOK + backoff, and what the last faults may still hold up: a
  /// machine that stands still, a clock that was set back, a limit that makes a message wait.
  Duration bound() {
    var timing = plan.timing();
    var bound =
        timing
            .lease()
            .plus(timing.settle())
            .plus(timing.secondLook())
            .plus(PAUSE_LONGEST)
            .plusMinutes(10);
    var known = plan.faults().keySet();
    if (known.contains(Fault.LONG_PAUSE) || known.contains(Fault.SUSPEND)) {
      bound = bound.plusHours(2);
    }
    if (known.contains(Fault.DATABASE_CLOCK_JUMP)) {
      bound = bound.plusHours(3);
    }
    return plan.oneAnHour() ? bound.plusHours(4) : bound;
  }

  /// TTL_SAFE keeps a distance to the provider's own time, which a clock that is set back uses up.
  Duration remembered() {
    var jumps = plan.faults().containsKey(Fault.DATABASE_CLOCK_JUMP);
    return plan.ttlSafe().multipliedBy(6).dividedBy(5).plusHours(jumps ? 1 : 0);
  }

  Account account(Channel channel) {
    return design.account(plan.account(channel));
  }

  /// As the product draws it: a keyed message has as many attempts as the life of its key has room
  /// for.
  RetryPolicy retry(Channel channel) {
    var attempts =
        switch (account(channel).capability()) {
          case Capability.Keyed(var ttlSafe) ->
              ATTEMPTS + (int) ttlSafe.dividedBy(PAUSE_LONGEST.dividedBy(2));
          case Capability.Staged(), Capability.Lookup(), Capability.Blind() -> ATTEMPTS;
        };
    return new RetryPolicy(attempts, Duration.ofSeconds(2), PAUSE_LONGEST);
  }

  SimulatedWire.Bounds bounds() {
    var timing = plan.timing();
    return new SimulatedWire.Bounds(
        timing.request().toNanos(),
        timing.apply().toNanos(),
        timing.pauseTolerated().toNanos(),
        timing.settle().toNanos());
  }
}
