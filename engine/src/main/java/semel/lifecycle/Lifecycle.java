package semel.lifecycle;

import static semel.lifecycle.Decision.Weight.INCIDENT;
import static semel.lifecycle.Decision.Weight.NOTHING;
import static semel.lifecycle.Decision.Weight.REPEAT;

import java.time.Duration;
import java.time.Instant;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.lifecycle.Decision.Flag;
import semel.lifecycle.Decision.Move;
import semel.lifecycle.Decision.Stay;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.ProviderReference;
import semel.message.State.Cancelled;
import semel.message.State.Claimed;
import semel.message.State.Failed;
import semel.message.State.Held;
import semel.message.State.InDoubt;
import semel.message.State.Scheduled;
import semel.message.State.Sent;

/// The one place that knows what an event does to a message. Nothing else moves a message.
///
/// | rule | from → to | when |
/// |---|---|---|
/// | T1 | → Scheduled | the registration commits (not decided here) |
/// | T2 | Scheduled → Claimed | due, not cancelled, attempts and time left |
/// | T3 | Claimed → Scheduled | released by the claimer, and no earlier claim is exposed |
/// | T4 | Claimed → InDoubt | lease over, unknown outcome, or released while exposed |
/// | T5 | any but final → Sent | positive evidence for any attempt; it always wins |
/// | T6 | Claimed, InDoubt → Failed | refused, and nothing else may have been accepted |
/// | T7 | Claimed → Scheduled | not sent, and no earlier claim is exposed |
/// | T8 | InDoubt → Claimed | Keyed or Staged: the same key or draft once more |
/// | T9 | InDoubt → Scheduled | proven not accepted |
/// | T10 | Scheduled → Cancelled | a person stopped it in time |
/// | T11 | Claimed, InDoubt → Cancelled | a person asked, and it is proven not accepted |
/// | T12 | InDoubt → Held | only a person can settle it |
/// | T13 | Scheduled, InDoubt → Failed | no time or attempt left, and proven not accepted |
/// | T14 | Held → Sent, Scheduled, Failed | a person's verdict on this very doubt |
///
/// *Exposed* means that a claim before the last one may have been accepted. A lease that ends never
/// leads to Scheduled (R2). A refusal speaks for its own request only (R7).
public final class Lifecycle {

  /// How long a message that a person scheduled again may still be sent.
  private static final Duration SECOND_CHANCE = Duration.ofHours(24);

  private static final int ACCOUNT_DOUBLINGS = 4;

  private Lifecycle() {}

  /// Decides; reads nothing but its arguments and changes nothing.
  public static Decision decide(Message message, Event event, Terms terms) {
    return switch (event) {
      case Event.Claimable e -> claim(message, e, terms);
      case Event.Answered(var claim, var outcome) -> answered(message, claim, outcome, terms);
      case Event.Released(var claim, var reason) ->
          handBack(
              message, claim, new HandBack(Rule.T3, "released: " + reason, terms.now()), terms);
      case Event.Swept() -> swept(message, terms);
      case Event.Looked(var claim, var finding) -> looked(message, claim, finding, terms);
      case Event.CancelAsked(var who) -> cancel(message, who, terms);
      case Event.Judged e -> judged(message, e, terms);
      case Event.HistoryChanged e -> historyChanged(message, e, terms);
    };
  }

  private static Decision claim(Message m, Event.Claimable e, Terms t) {
    return switch (m.state()) {
      case Scheduled(var nextAt) -> {
        if (outOfTime(m, t) || outOfAttempts(m, t)) {
          yield end(m, t);
        }
        yield nextAt.isAfter(t.now()) || m.cancelRequested()
            ? nothing("not due")
            : move(claimed(m, e, false, t), Rule.T2, "claimed");
      }
      case InDoubt doubt -> repeat(m, doubt, e, t);
      case Claimed _, Held _, Sent _, Failed _, Cancelled _ -> nothing("not claimable");
    };
  }

  /// T8: the same key or draft once more, only while it is certain to be the same message.
  private static Decision repeat(Message m, InDoubt doubt, Event.Claimable e, Terms t) {
    return switch (t.capability()) {
      case Capability.Keyed(var ttlSafe) -> repeatKey(m, doubt, e, ttlSafe, t);
      case Capability.Staged() ->
          repeatsDraft(m, t)
              ? repeatDraft(m, doubt, e, t)
              : nothing("what may be out is withdrawn first, and looked for");
      case Capability.Lookup(), Capability.Blind() -> nothing("a doubt is settled by evidence");
    };
  }

  private static Decision repeatKey(
      Message m, InDoubt doubt, Event.Claimable e, Duration ttlSafe, Terms t) {
    if (m.cancelRequested()) {
      return hold(m, "cancel was asked for; a repeat could be the first real send", t);
    }
    if (keyIsOver(m, ttlSafe, t)) {
      return hold(m, "the provider may have forgotten the message key", t);
    }
    if (outOfTime(m, t)) {
      return hold(m, "too late for a repeat", t);
    }
    if (outOfAttempts(m, t)) {
      return hold(m, "attempts are used up and the doubt is open", t);
    }
    return doubt.nextAt().isAfter(t.now())
        ? nothing("not due")
        : move(claimed(m, e, true, t), Rule.T8, "repeated under the same message key");
  }

  /// Whether a staged doubt is the dispatcher's to repeat. What is not is the reconciler's, which
  /// withdraws the draft before it asks.
  ///
  /// A chosen draft is sent at most once, by whomever. And where none is chosen, none was sent: to
  /// choose demands a live claim, so that a claimer whose lease has lapsed cannot choose any more.
  /// Only a choice that was lost with the database's past (§10) shows as exposed without a draft.
  public static boolean repeatsDraft(Message m, Terms t) {
    var attempts = m.attempts();
    return !m.cancelRequested()
        && !outOfTime(m, t)
        && !outOfAttempts(m, t)
        && (attempts.draft() != null || !attempts.exposed());
  }

  private static Decision repeatDraft(Message m, InDoubt doubt, Event.Claimable e, Terms t) {
    if (doubt.nextAt().isAfter(t.now())) {
      return nothing("not due");
    }
    var chosen = m.attempts().draft() != null;
    var why = chosen ? "the same draft again" : "no draft was chosen, so none was sent";
    return move(claimed(m, e, chosen, t), Rule.T8, why);
  }

  private static Message claimed(Message m, Event.Claimable e, boolean exposed, Terms t) {
    return m.with(m.attempts().claimed(exposed, t.now()))
        .claimedAs(e.claim())
        .to(new Claimed(e.leaseUntil()));
  }

  private static Decision answered(Message m, ClaimId claim, Outcome outcome, Terms t) {
    return switch (outcome) {
      case Outcome.Accepted(var reference) -> accepted(m, claim, reference, t);
      case Outcome.Refused(var reason) -> refused(m, claim, reason, t);
      case Outcome.NotSent(var reason, var scope, var pause) -> {
        var backoff = t.retry().pauseAfter(doublings(scope, m.attempts().number()), t.chance());
        var nextAt = t.now().plus(pause.compareTo(backoff) > 0 ? pause : backoff);
        yield handBack(m, claim, new HandBack(Rule.T7, "not sent: " + reason, nextAt), t);
      }
      case Outcome.Unknown(var reason, _) -> unknown(m, claim, reason, t);
    };
  }

  /// What concerns the account is paced by its gate: a message that met a long outage leaves soon
  /// after its end.
  private static int doublings(Outcome.Scope scope, int attempt) {
    return switch (scope) {
      case MESSAGE -> attempt;
      case ACCOUNT -> Math.min(attempt, ACCOUNT_DOUBLINGS);
    };
  }

  /// R6: positive evidence wins in every state but Sent, and is never dropped.
  private static Decision accepted(Message m, ClaimId claim, ProviderReference ref, Terms t) {
    return switch (m.state()) {
      case Sent(_, var known) -> {
        if (known.isVerdict()) {
          yield nothing("as a person said");
        }
        if (known.contradicts(ref)) {
          yield new Stay(INCIDENT, "accepted twice: " + known.value() + " and " + ref.value());
        }
        yield m.isClaim(claim)
            ? nothing("already recorded")
            : new Stay(REPEAT, "late completion of an earlier attempt");
      }
      case Failed _ -> new Stay(INCIDENT, "accepted as " + ref.value() + " after it had failed");
      case Cancelled _ ->
          new Stay(INCIDENT, "accepted as " + ref.value() + " after it was cancelled");
      case Scheduled _ -> sent(m, ref, false, t);
      // An earlier claim that may have been accepted was: that is one message, as it should be.
      case Claimed _, InDoubt _, Held _ -> {
        var expected = m.isClaim(claim) || m.attempts().exposed() || t.capability().repeats();
        yield sent(m, ref, !expected, t);
      }
    };
  }

  private static Decision sent(Message m, ProviderReference ref, boolean incident, Terms t) {
    var why = "accepted as " + ref.value();
    return new Move(m.to(new Sent(t.now(), ref)), Rule.T5, why, incident);
  }

  /// R7: final only where no other attempt may have been accepted.
  private static Decision refused(Message m, ClaimId claim, String reason, Terms t) {
    if (!m.isClaim(claim)) {
      return late("refusal");
    }
    return switch (m.state()) {
      case Claimed(var leaseUntil) ->
          m.attempts().exposed()
              ? doubt(m, leaseUntil, "refused, but an earlier attempt is open: " + reason, t)
              : move(m.to(new Failed(t.now(), reason)), Rule.T6, "refused: " + reason);
      case InDoubt _ ->
          m.attempts().exposed()
              ? nothing("a refusal says nothing about the earlier attempt")
              : move(m.to(new Failed(t.now(), reason)), Rule.T6, "refused: " + reason);
      case Failed _ -> nothing("already recorded");
      case Scheduled _, Held _, Sent _, Cancelled _ -> late("refusal");
    };
  }

  private static Decision unknown(Message m, ClaimId claim, String reason, Terms t) {
    if (m.isClaim(claim)) {
      if (m.state() instanceof Claimed(var leaseUntil)) {
        return doubt(m, leaseUntil, reason, t);
      }
      if (m.state() instanceof InDoubt || m.state() instanceof Held) {
        return nothing("already in doubt");
      }
    }
    return late("unknown outcome");
  }

  private record HandBack(Rule rule, String why, Instant nextAt) {}

  /// T3 and T7: certainly not sent. R3: a cancelled message goes to Cancelled, never to Scheduled.
  private static Decision handBack(Message m, ClaimId claim, HandBack back, Terms t) {
    // A hand-back never wrote a byte, so it is no repeat; and it is repeated on purpose, while a
    // commit is unsure (§5).
    if (!m.isClaim(claim) || !(m.state() instanceof Claimed(var leaseUntil))) {
      return nothing("there is nothing to hand back any more");
    }
    if (m.attempts().exposed()) {
      var open = new InDoubt(t.now(), leaseUntil, notBeforeDue(m, back.nextAt()), back.why());
      return move(m.to(open), Rule.T4, back.why() + "; an earlier attempt is open");
    }
    var proven = m.with(m.attempts().disproved());
    return m.cancelRequested()
        ? move(proven.to(new Cancelled(t.now(), "cancelled")), Rule.T11, back.why())
        : move(proven.to(new Scheduled(notBeforeDue(m, back.nextAt()))), back.rule(), back.why());
  }

  private static Decision swept(Message m, Terms t) {
    return switch (m.state()) {
      case Claimed(var leaseUntil) ->
          leaseUntil.isBefore(t.now())
              ? doubt(m, leaseUntil, "the lease lapsed", t)
              : nothing("the lease holds");
      case Scheduled _ -> outOfTime(m, t) ? end(m, t) : nothing("in time");
      case InDoubt _, Held _, Sent _, Failed _, Cancelled _ -> nothing("no lease");
    };
  }

  private static Decision looked(Message m, ClaimId claim, Finding finding, Terms t) {
    if (finding instanceof Finding.Found(var reference)) {
      return accepted(m, sighted(m, claim), reference, t);
    }
    if (!(m.state() instanceof InDoubt) || !m.isClaim(claim)) {
      return nothing("the message moved on while the provider was asked");
    }
    return switch (finding) {
      case Finding.Found _ -> throw new IllegalStateException("decided above");
      case Finding.Absent(var why) -> disproved(m.with(m.attempts().withdrawn()), why, t);
      case Finding.Ambiguous(var why) ->
          new Move(m.to(new Held(t.now(), why)), Rule.T12, why, t.capability().answers());
      case Finding.NoAnswer(var why) -> nothing(why);
    };
  }

  /// A look-up shows no attempt: what is found while one may be open is that one, whichever was
  /// asked about (S11). Were it an earlier one, the open one tells where its own name differs.
  private static ClaimId sighted(Message m, ClaimId asked) {
    var last = m.claim();
    var open = m.state() instanceof Claimed || m.state() instanceof InDoubt;
    return open && last != null ? last : asked;
  }

  /// Proven not accepted: T11 when it was to be stopped, T13 when it is too late, else T9.
  private static Decision disproved(Message m, String why, Terms t) {
    var proven = m.with(m.attempts().disproved());
    if (m.cancelRequested()) {
      return move(proven.to(new Cancelled(t.now(), "cancelled")), Rule.T11, why);
    }
    return outOfTime(m, t) || outOfAttempts(m, t)
        ? end(proven, t)
        : move(proven.to(new Scheduled(notBeforeDue(m, t.now()))), Rule.T9, why);
  }

  private static Decision cancel(Message m, String who, Terms t) {
    return switch (m.state()) {
      case Scheduled _ ->
          move(m.to(new Cancelled(t.now(), "by " + who)), Rule.T10, "cancelled by " + who);
      case Claimed _, InDoubt _ -> new Flag(m.cancelAsked(), "cancel asked for by " + who);
      case Held _ ->
          new Flag(
              m.cancelAsked(),
              "cancel asked for by " + who + "; if a person says it was not sent, it ends failed");
      case Sent _, Failed _, Cancelled _ -> nothing("already final");
    };
  }

  private static Decision judged(Message m, Event.Judged e, Terms t) {
    var why = e.who() + ": " + e.reason();
    return switch (m.state()) {
      case Held _, InDoubt _ when e.claim() == null || !m.isClaim(e.claim()) ->
          nothing("this is another doubt than the one that was looked at");
      case Held _ -> e.sent() ? verdictSent(m, Rule.T14, e, t) : verdictNotSent(m, why, t);
      case InDoubt doubt -> {
        if (e.sent()) {
          yield verdictSent(m, Rule.T5, e, t);
        }
        var open = doubt.leaseUntil().isAfter(doubt.since()) ? doubt.leaseUntil() : doubt.since();
        yield open.plus(e.settle()).isAfter(t.now())
            ? nothing("too early to say that it was not sent")
            : disproved(m, "not sent, says " + why, t);
      }
      case Scheduled _, Claimed _, Sent _, Failed _, Cancelled _ -> nothing("not in doubt");
    };
  }

  private static Decision verdictSent(Message m, Rule rule, Event.Judged e, Terms t) {
    var sent = m.to(new Sent(t.now(), ProviderReference.ofVerdict(e.who())));
    return move(sent, rule, "sent, says " + e.who() + ": " + e.reason());
  }

  private static Decision verdictNotSent(Message m, String why, Terms t) {
    var again = m.with(m.attempts().forgiven());
    if (m.cancelRequested()) {
      return move(again.to(new Failed(t.now(), "cancelled")), Rule.T14, "not sent, says " + why);
    }
    var later = t.now().plus(SECOND_CHANCE);
    var open = m.notAfter().isBefore(later) ? again.until(later) : again;
    return move(
        open.to(new Scheduled(notBeforeDue(m, t.now()))), Rule.T14, "not sent, says " + why);
  }

  private static Decision historyChanged(Message m, Event.HistoryChanged e, Terms t) {
    return switch (m.state()) {
      case Claimed _, Scheduled _ -> {
        // Nothing is sent before it is due (S7): the look-up begins there, and so a key's time.
        var earliest = m.due().isBefore(t.now()) ? m.due() : t.now();
        var moved = m.with(m.attempts().rewritten(earliest)).claimedAs(e.stand());
        yield doubt(moved, e.leaseUntil(), e.why(), t);
      }
      case InDoubt _, Held _, Sent _, Failed _, Cancelled _ -> nothing("no claim to lose");
    };
  }

  private static Decision doubt(Message m, Instant leaseUntil, String reason, Terms t) {
    var pause = t.retry().pauseAfter(m.attempts().spent() + 1, t.chance());
    var nextAt = notBeforeDue(m, t.now().plus(pause));
    var open = new InDoubt(t.now(), leaseUntil, nextAt, reason);
    return move(m.with(m.attempts().unknown()).to(open), Rule.T4, reason);
  }

  private static Decision hold(Message m, String why, Terms t) {
    return move(m.to(new Held(t.now(), why)), Rule.T12, why);
  }

  private static Decision end(Message m, Terms t) {
    var why = outOfTime(m, t) ? "too late: not sent by " + m.notAfter() : "attempts are used up";
    return move(m.to(new Failed(t.now(), why)), Rule.T13, why);
  }

  private static boolean outOfTime(Message m, Terms t) {
    return !m.notAfter().isAfter(t.now());
  }

  private static boolean outOfAttempts(Message m, Terms t) {
    return m.attempts().spent() >= t.retry().attemptsMax();
  }

  private static boolean keyIsOver(Message m, Duration ttlSafe, Terms t) {
    var firstAt = m.attempts().firstAt();
    return firstAt != null && !firstAt.plus(ttlSafe).isAfter(t.now());
  }

  private static Instant notBeforeDue(Message m, Instant at) {
    return at.isBefore(m.due()) ? m.due() : at;
  }

  private static Move move(Message after, Rule rule, String why) {
    return new Move(after, rule, why, false);
  }

  private static Stay nothing(String why) {
    return new Stay(NOTHING, why);
  }

  private static Stay late(String what) {
    return new Stay(REPEAT, "late " + what);
  }
}
