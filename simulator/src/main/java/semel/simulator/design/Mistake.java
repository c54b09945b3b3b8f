package semel.simulator.design;

import java.time.Duration;
import java.util.Locale;
import semel.lifecycle.Timing;
import semel.simulator.provider.Provider;

/// The mistakes that a model of the protocol was checked against, each made in the product's own
/// code at one place. A simulator that does not notice one of them proves nothing.
public enum Mistake {
  /// The usual job queue: what was not finished in time is run again.
  RUN_AGAIN("a lapsed lease and a time-out are both tried again"),
  LEASE_TO_SCHEDULED("a lapsed lease leads to scheduled"),
  VERDICT_WITHOUT_CLAIM("the verdict of a look-up is applied to whatever claim there is"),
  JUDGED_WITHOUT_CLAIM("a person's verdict settles whatever doubt is open when it comes"),
  EARLY_LOOK("not found counts before SETTLE is over"),
  UNSURE_CLAIM_SENT("a claim is sent although its commit is not known"),
  TIME_OUT_IS_NOT_SENT("a lost answer counts as certainly not sent"),
  KEY_PER_ATTEMPT("each attempt has a key of its own"),
  CANCEL_WHILE_CLAIMED("a claimed message is cancelled at once"),
  REPEAT_AFTER_TTL("a key is trusted for ever"),
  HAND_BACK_WITHOUT_CLAIM("a hand-back ends whatever claim there is"),
  NO_GUARD("nothing is asked before the first byte leaves"),
  NUMBER_AS_IDENTITY("an attempt is known by its number instead of its claim"),
  REFUSAL_IS_FINAL("a refusal ends a message whose earlier attempt is open"),
  CANCELLED_IS_HANDED_BACK("a cancelled message is handed back to scheduled"),
  LOSING_DRAFT_SENT("whoever does not win the choice of a draft sends its own");

  private final String what;

  Mistake(String what) {
    this.what = what;
  }

  /// How the command line names it.
  public String key() {
    return this == RUN_AGAIN ? "queue" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// One sentence.
  public String what() {
    return what;
  }

  /// Semel with this mistake.
  public Design design() {
    return switch (this) {
      case RUN_AGAIN -> RuleMistakes.runAgain();
      case LEASE_TO_SCHEDULED -> RuleMistakes.leaseToScheduled();
      case VERDICT_WITHOUT_CLAIM -> RuleMistakes.verdictWithoutClaim();
      case JUDGED_WITHOUT_CLAIM -> RuleMistakes.judgedWithoutClaim();
      case EARLY_LOOK -> earlyLook();
      case UNSURE_CLAIM_SENT -> CallMistakes.unsureClaimSent();
      case TIME_OUT_IS_NOT_SENT -> CallMistakes.timeOutIsNotSent();
      case KEY_PER_ATTEMPT -> keyPerAttempt();
      case CANCEL_WHILE_CLAIMED -> RuleMistakes.cancelWhileClaimed();
      case REPEAT_AFTER_TTL -> RuleMistakes.repeatAfterTtl();
      case HAND_BACK_WITHOUT_CLAIM -> RuleMistakes.handBackWithoutClaim();
      case NO_GUARD -> CallMistakes.noGuard();
      case NUMBER_AS_IDENTITY -> RuleMistakes.numberAsIdentity();
      case REFUSAL_IS_FINAL -> RuleMistakes.refusalIsFinal();
      case CANCELLED_IS_HANDED_BACK -> RuleMistakes.cancelledIsHandedBack();
      case LOSING_DRAFT_SENT -> CallMistakes.losingDraftSent();
    };
  }

  private static Design earlyLook() {
    return new Design() {
      @Override
      public Timing reconciling(Timing timing) {
        var soon = Duration.ofMillis(100);
        var none = Duration.ZERO;
        return new Timing(timing.lease(), soon, timing.request(), soon, soon, none, none, none);
      }
    };
  }

  private static Design keyPerAttempt() {
    return new Design() {
      @Override
      public Provider keyed(Provider provider) {
        return new KeyPerAttempt(provider);
      }
    };
  }
}
