package semel.simulator.design;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.account.Outcome;
import semel.dispatch.Sender;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.Rule;
import semel.lifecycle.Terms;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.State;
import semel.simulated.rows.Workings;

/// Mistakes in the rules about states.
final class RuleMistakes {

  /// Longer than any world lasts.
  private static final Duration FOR_EVER = Duration.ofDays(30);

  private RuleMistakes() {}

  /// What takes the place of [Lifecycle]; null where it decides as always.
  private interface Otherwise {
    @Nullable Decision decide(Message message, Event event, Terms terms);
  }

  private static Design ruled(Otherwise otherwise) {
    return new Ruled(otherwise);
  }

  private static class Ruled extends Design {
    private final Otherwise otherwise;

    Ruled(Otherwise otherwise) {
      this.otherwise = otherwise;
    }

    @Override
    public Workings workings() {
      return new Workings() {
        @Override
        public Decision decide(Message message, Event event, Terms terms) {
          var decision = otherwise.decide(message, event, terms);
          return decision == null ? Lifecycle.decide(message, event, terms) : decision;
        }
      };
    }
  }

  private static Decision moved(Message after, Rule rule) {
    return new Decision.Move(after, rule, "a mistake", false);
  }

  static Design leaseToScheduled() {
    return ruled(RuleMistakes::runnableAgain);
  }

  private static @Nullable Decision runnableAgain(Message m, Event event, Terms t) {
    return event instanceof Event.Swept
            && m.state() instanceof State.Claimed(var leaseUntil)
            && leaseUntil.isBefore(t.now())
        ? moved(m.to(new State.Scheduled(t.now())), Rule.T3)
        : null;
  }

  static Design runAgain() {
    return new Ruled(RuleMistakes::runnableAgain) {
      @Override
      public Sender sender(Sender sender) {
        return new CallMistakes.Impatient(sender);
      }
    };
  }

  static Design verdictWithoutClaim() {
    return ruled((m, event, t) -> {
      var now = m.claim();
      return event instanceof Event.Looked(_, var finding) && now != null
          ? Lifecycle.decide(m, new Event.Looked(now, finding), t)
          : null;
    });
  }

  static Design judgedWithoutClaim() {
    return ruled((m, event, t) ->
        event instanceof Event.Judged(_, var sent, var who, var reason, var settle)
            ? Lifecycle.decide(m, new Event.Judged(m.claim(), sent, who, reason, settle), t)
            : null);
  }

  static Design handBackWithoutClaim() {
    return ruled((m, event, t) -> {
      var now = m.claim();
      return event instanceof Event.Released(_, var reason) && now != null
          ? Lifecycle.decide(m, new Event.Released(now, reason), t)
          : null;
    });
  }

  static Design cancelWhileClaimed() {
    return ruled((m, event, t) ->
        event instanceof Event.CancelAsked && m.state() instanceof State.Claimed
            ? moved(m.to(new State.Cancelled(t.now(), "cancelled")), Rule.T11)
            : null);
  }

  static Design repeatAfterTtl() {
    return new Design() {
      @Override
      public Account account(Account account) {
        return account.capability() instanceof Capability.Keyed
            ? new Account(account.id(), account.channel(), new Capability.Keyed(FOR_EVER))
            : account;
      }
    };
  }

  static Design refusalIsFinal() {
    return ruled((m, event, t) ->
        event instanceof Event.Answered(var claim, Outcome.Refused(var reason))
                && m.isClaim(claim)
                && m.state() instanceof State.Claimed
            ? moved(m.to(new State.Failed(t.now(), reason)), Rule.T6)
            : null);
  }

  static Design cancelledIsHandedBack() {
    return ruled((m, event, t) ->
        m.cancelRequested() && m.state() instanceof State.Claimed && handsBack(m, event)
            ? moved(m.to(new State.Scheduled(t.now())), Rule.T3)
            : null);
  }

  private static boolean handsBack(Message m, Event event) {
    return switch (event) {
      case Event.Released(var claim, _) -> m.isClaim(claim);
      case Event.Answered(var claim, Outcome.NotSent _) -> m.isClaim(claim);
      case Event.Answered _,
          Event.Claimable _,
          Event.Swept _,
          Event.Looked _,
          Event.CancelAsked _,
          Event.Judged _,
          Event.HistoryChanged _ ->
          false;
    };
  }

  /// Two claimers can hold the same number: one of them after a commit that is not known.
  static Design numberAsIdentity() {
    Map<ClaimId, Integer> numbers = new HashMap<>();
    return ruled((m, event, t) -> {
      if (event instanceof Event.Claimable(var claim, _)) {
        numbers.put(claim, m.attempts().number() + 1);
        return null;
      }
      var now = m.claim();
      return now == null
          ? null
          : switch (event) {
            case Event.Released(var claim, var reason) when same(numbers, claim, m) ->
                Lifecycle.decide(m, new Event.Released(now, reason), t);
            case Event.Answered(var claim, var outcome) when same(numbers, claim, m) ->
                Lifecycle.decide(m, new Event.Answered(now, outcome), t);
            case Event.Looked(var claim, var finding) when same(numbers, claim, m) ->
                Lifecycle.decide(m, new Event.Looked(now, finding), t);
            case Event.Released _,
                Event.Answered _,
                Event.Looked _,
                Event.Claimable _,
                Event.Swept _,
                Event.CancelAsked _,
                Event.Judged _,
                Event.HistoryChanged _ ->
                null;
          };
    });
  }

  private static boolean same(Map<ClaimId, Integer> numbers, ClaimId claim, Message m) {
    var number = numbers.get(claim);
    return number != null && number == m.attempts().number();
  }
}
