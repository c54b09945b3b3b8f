package semel.postgres.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.account.Outcome;
import semel.dispatch.RecipientLimit;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Rule;
import semel.lifecycle.Terms;
import semel.message.Attempts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.State;
import semel.simulated.rows.Answered;
import semel.simulated.rows.Gate;
import semel.simulated.rows.Lead;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// Twins that are wrong in one place, among them the mistakes that send twice.
enum Wrong {
  LAPSED_LEASE_IS_SCHEDULED(LapsedLeaseIsScheduled::new),
  HANDED_BACK_WITHOUT_THE_CLAIMS_NAME(HandedBackByAnyone::new),
  VERDICT_WITHOUT_THE_CLAIMS_NAME(VerdictOnAnyClaim::new),
  TIME_OUT_IS_NOT_SENT(TimeOutIsNotSent::new),
  REFUSAL_OF_A_REPEAT_IS_FINAL(RefusalOfARepeatIsFinal::new),
  CANCEL_WISH_IS_LOST(CancelWishIsLost::new),
  CANCELLED_HAND_BACK_IS_SCHEDULED(CancelledHandBackIsScheduled::new),
  ACCEPTED_TWICE_IS_SILENT(AcceptedTwiceIsSilent::new),
  REPEATED_AFTER_THE_KEYS_TIME(RepeatedAfterTheKeysTime::new),
  JUDGED_BEFORE_ITS_TIME(JudgedBeforeItsTime::new),
  JUDGED_WITHOUT_THE_DOUBTS_NAME(JudgedWhateverDoubt::new),
  ABSENCE_IS_REMEMBERED_TOO_LONG(AbsenceIsKept::new),
  FIRST_ABSENCE_IS_OVERWRITTEN(LastAbsenceCounts::new),
  DRAFT_IS_CHOSEN_WITHOUT_THE_CLAIMS_NAME(DraftOfAnyClaim::new),
  SECOND_DRAFT_IS_CHOSEN(SecondDraftIsChosen::new),
  DRAFT_OF_A_LATER_CLAIM_IS_WITHDRAWN(DraftOfALaterClaimIsWithdrawn::new),
  TURN_IS_GIVEN_TWICE(TurnIsGivenTwice::new),
  LIMIT_IS_IGNORED(LimitIsIgnored::new),
  DOUBT_DOES_NOT_COUNT(DoubtDoesNotCount::new),
  WAITS_WITHOUT_AN_END_OF_ITS_OWN(WaitsForEver::new),
  TOKEN_IS_NOT_TAKEN(TokenIsNotTaken::new),
  ONE_TOKEN_TOO_MANY(OneTokenTooMany::new),
  HISTORY_IS_NOT_COMPARED(HistoryIsNotCompared::new),
  ONLY_DUE_MESSAGES_ARE_ENDANGERED(OnlyDueAreEndangered::new),
  PERSON_IS_NOT_RECOGNIZED(PersonIsNotRecognized::new),
  PERSON_IS_ONE_FOR_ALL_CAMPAIGNS(PersonIsOneForAllCampaigns::new),
  KEY_IS_NOT_RECOGNIZED(KeyIsNotRecognized::new),
  UNFIT_MESSAGE_IS_NOT_PUT_OFF(UnfitIsNotPutOff::new),
  LEASE_IS_FORGOTTEN_WHEN_SETTLED(LeaseIsForgotten::new);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor has no state
  private final Supplier<Following> made;

  Wrong(Supplier<Following> made) {
    this.made = made;
  }

  Following twin() {
    return made.get();
  }

  private static final class LapsedLeaseIsScheduled extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Swept
              && m.state() instanceof State.Claimed(var lease)
              && lease.isBefore(t.now())
          ? new Decision.Move(
              m.to(new State.Scheduled(t.now())), Rule.T4, "the lease lapsed", false)
          : super.decide(m, event, t);
    }
  }

  private static final class HandedBackByAnyone extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Released(_, var reason) && m.claim() != null
          ? super.decide(m, new Event.Released(m.claim(), reason), t)
          : super.decide(m, event, t);
    }
  }

  private static final class VerdictOnAnyClaim extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Looked(_, var finding) && m.claim() != null
          ? super.decide(m, new Event.Looked(m.claim(), finding), t)
          : super.decide(m, event, t);
    }
  }

  private static final class TimeOutIsNotSent extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      if (event instanceof Event.Answered(var claim, Outcome.Unknown(var reason, _))) {
        var notSent = new Outcome.NotSent(reason, Outcome.Scope.MESSAGE, Duration.ZERO);
        return super.decide(m, new Event.Answered(claim, notSent), t);
      }
      return super.decide(m, event, t);
    }
  }

  private static final class RefusalOfARepeatIsFinal extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Answered(_, Outcome.Refused _)
          ? super.decide(hidden(m), event, t)
          : super.decide(m, event, t);
    }

    private static Message hidden(Message m) {
      var attempts = m.attempts();
      return m.with(
          new Attempts(
              attempts.number(), attempts.spent(), false, attempts.firstAt(), attempts.draft()));
    }
  }

  private static final class CancelWishIsLost extends Following {
    @Override
    public Row written(Row before, Message after, Row.Trace by) {
      var kept = after.cancelRequested() && !before.message().cancelRequested();
      return super.written(before, kept ? without(after) : after, by);
    }

    private static Message without(Message m) {
      return new Message(m.key(), m.state(), m.claim(), m.attempts(), m.due(), m.notAfter(), false);
    }
  }

  private static final class CancelledHandBackIsScheduled extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return super.decide(m, event, t) instanceof Decision.Move(var after, var rule, var why, _)
              && rule == Rule.T11
              && m.state() instanceof State.Claimed
          ? new Decision.Move(after.to(new State.Scheduled(t.now())), Rule.T3, why, false)
          : super.decide(m, event, t);
    }
  }

  private static final class AcceptedTwiceIsSilent extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      var decision = super.decide(m, event, t);
      return decision instanceof Decision.Stay(var weight, var why)
              && weight == Decision.Weight.INCIDENT
          ? new Decision.Stay(Decision.Weight.NOTHING, why)
          : decision;
    }
  }

  private static final class RepeatedAfterTheKeysTime extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      var staged = new Terms(Played.STAGED.capability(), t.retry(), t.now(), t.chance());
      return event instanceof Event.Claimable && t.capability().repeats()
          ? super.decide(m, event, staged)
          : super.decide(m, event, t);
    }
  }

  private static final class JudgedBeforeItsTime extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Judged(var claim, var sent, var who, var reason, _)
          ? super.decide(m, new Event.Judged(claim, sent, who, reason, Duration.ZERO), t)
          : super.decide(m, event, t);
    }
  }

  private static final class JudgedWhateverDoubt extends Following {
    @Override
    public Decision decide(Message m, Event event, Terms t) {
      return event instanceof Event.Judged(_, var sent, var who, var reason, var settle)
          ? super.decide(m, new Event.Judged(m.claim(), sent, who, reason, settle), t)
          : super.decide(m, event, t);
    }
  }

  private static final class AbsenceIsKept extends Following {
    @Override
    public Row written(Row before, Message after, Row.Trace by) {
      var row = super.written(before, after, by);
      var absent = before.columns().absentAt();
      return absent == null ? row : row.absent(absent, row.columns().nextAt());
    }
  }

  private static final class LastAbsenceCounts extends Following {
    @Override
    public Row absent(Row row, Instant now, Duration pause) {
      return row.absent(now, now.plus(pause));
    }
  }

  private static final class DraftOfAnyClaim extends Following {
    @Override
    public boolean mayChoose(Row row, ClaimId claim) {
      return row.state() instanceof State.Claimed;
    }
  }

  private static final class SecondDraftIsChosen extends Following {
    @Override
    public DraftId stands(@Nullable DraftId chosen, DraftId draft) {
      return draft;
    }
  }

  private static final class DraftOfALaterClaimIsWithdrawn extends Following {
    @Override
    public boolean mayWithdraw(Row row, ClaimId claim) {
      return row.state() instanceof State.InDoubt;
    }
  }

  private static final class TurnIsGivenTwice extends Following {
    @Override
    public boolean turnIsDue(Row row, Instant now) {
      return true;
    }
  }

  private static final class LimitIsIgnored extends Following {
    @Override
    public boolean mayReceive(int counted, RecipientLimit limit) {
      return true;
    }
  }

  private static final class DoubtDoesNotCount extends Following {
    @Override
    public @Nullable Instant countsUntil(Row row, RecipientLimit limit, Instant now) {
      return row.state() instanceof State.InDoubt ? null : super.countsUntil(row, limit, now);
    }
  }

  private static final class WaitsForEver extends Following {
    @Override
    public Row waits(Row row, Instant freeAt, Instant now) {
      return super.waits(row, freeAt.plusSeconds(1), now);
    }
  }

  private static final class TokenIsNotTaken extends Following {
    @Override
    public Gate take(Gate gate, int claims, Instant now) {
      return gate;
    }
  }

  private static final class OneTokenTooMany extends Following {
    @Override
    public int free(Gate gate, Instant now) {
      var free = super.free(gate, now);
      return free == Integer.MAX_VALUE ? free : free + 1;
    }
  }

  private static final class HistoryIsNotCompared extends Following {
    @Override
    public boolean sameHistory(String live, String standing) {
      return true;
    }
  }

  private static final class OnlyDueAreEndangered extends Following {
    @Override
    public boolean endangered(Row row, Instant now) {
      return !row.columns().nextAt().isAfter(now);
    }
  }

  private static final class PersonIsNotRecognized extends Following {
    @Override
    public @Nullable Lead known(Table table, String campaign, String phone) {
      return null;
    }
  }

  private static final class PersonIsOneForAllCampaigns extends Following {
    @Override
    public @Nullable Lead known(Table table, String campaign, String phone) {
      var all = table.leadsOf(phone);
      return all.isEmpty() ? null : all.getFirst();
    }
  }

  private static final class KeyIsNotRecognized extends Following {
    @Override
    public @Nullable Answered answered(Table table, String key) {
      return null;
    }
  }

  private static final class UnfitIsNotPutOff extends Following {
    @Override
    public Row putOff(Row row, Instant now) {
      return row;
    }
  }

  private static final class LeaseIsForgotten extends Following {
    @Override
    public Row written(Row before, Message after, Row.Trace by) {
      var row = super.written(before, after, by);
      var held = row.columns();
      return row.state().name().settled()
          ? row.with(
              new Row.Columns(
                  held.nextAt(), null, held.doubtSince(), held.absentAt(), held.reason()))
          : row;
    }
  }
}
