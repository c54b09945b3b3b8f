package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.lifecycle.Specimen.CURRENT;
import static semel.lifecycle.Specimen.EARLIER;
import static semel.lifecycle.Specimen.FUTURE;
import static semel.lifecycle.Specimen.KEYED;
import static semel.lifecycle.Specimen.LOOKUP;
import static semel.lifecycle.Specimen.NEXT;
import static semel.lifecycle.Specimen.NOW;
import static semel.lifecycle.Specimen.OTHER_REFERENCE;
import static semel.lifecycle.Specimen.PAST;
import static semel.lifecycle.Specimen.REFERENCE;
import static semel.lifecycle.Specimen.RETRY;
import static semel.lifecycle.Specimen.SETTLE;
import static semel.lifecycle.Specimen.claimed;
import static semel.lifecycle.Specimen.exhausted;
import static semel.lifecycle.Specimen.exposed;
import static semel.lifecycle.Specimen.held;
import static semel.lifecycle.Specimen.in;
import static semel.lifecycle.Specimen.inDoubt;
import static semel.lifecycle.Specimen.scheduled;
import static semel.lifecycle.Specimen.terms;
import static semel.lifecycle.Specimen.tooLate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.account.Outcome.Scope;
import semel.message.Attempts;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.ProviderReference;
import semel.message.State;

/// What a decision writes beside the state: the instants, the counts and the words. Where a message
/// goes is [LifecycleTest]'s.
class DecisionTest {

  private static final Event NOT_SENT_BY_A_PERSON =
      new Event.Judged(CURRENT, false, "anna", "no", SETTLE);
  private static final Event UNKNOWN = new Event.Answered(CURRENT, new Outcome.Unknown("?"));

  private static Decision.Move move(Message before, Event event, Capability by) {
    return (Decision.Move) Lifecycle.decide(before, event, terms(by));
  }

  private static Event notSent(Scope scope, Duration pause) {
    return new Event.Answered(CURRENT, new Outcome.NotSent("busy", scope, pause));
  }

  private static Message attempted(int number) {
    return claimed().with(new Attempts(number, 0, false, PAST, null));
  }

  private static Instant nextAt(Decision.Move move) {
    return switch (move.after().state()) {
      case State.Scheduled(var at) -> at;
      case State.InDoubt(_, _, var at, _) -> at;
      case State.Claimed _, State.Held _, State.Sent _, State.Failed _, State.Cancelled _ ->
          throw new AssertionError(move + " waits for nothing");
    };
  }

  private static Instant after(int doublings) {
    return NOW.plus(RETRY.pauseAfter(doublings, 0.5));
  }

  @Test
  void what_was_not_sent_waits_for_its_backoff_or_for_what_the_provider_asks_if_that_is_longer() {
    var atOnce = notSent(Scope.MESSAGE, Duration.ZERO);
    var later = notSent(Scope.MESSAGE, Duration.ofMinutes(7));
    assertThat(nextAt(move(attempted(1), atOnce, LOOKUP))).isEqualTo(NOW.plusSeconds(1));
    assertThat(nextAt(move(attempted(1), later, LOOKUP))).isEqualTo(NOW.plusSeconds(7 * 60));
    assertThat(nextAt(move(attempted(9), atOnce, LOOKUP))).isEqualTo(after(9));
  }

  @Test
  void what_concerns_the_account_is_paced_by_its_gate_and_backs_off_no_further_than_four_times() {
    var atOnce = notSent(Scope.ACCOUNT, Duration.ZERO);
    assertThat(nextAt(move(attempted(3), atOnce, LOOKUP))).isEqualTo(after(3));
    assertThat(nextAt(move(attempted(4), atOnce, LOOKUP))).isEqualTo(after(4));
    assertThat(nextAt(move(attempted(9), atOnce, LOOKUP))).isEqualTo(after(4));
  }

  @Test
  void a_doubt_is_looked_at_later_the_more_attempts_were_spent() {
    for (var spent = 0; spent < 4; spent++) {
      var before = claimed().with(new Attempts(9, spent, false, PAST, null));
      var open = move(before, UNKNOWN, LOOKUP);
      assertThat(nextAt(open)).isEqualTo(after(spent + 1));
      assertThat(open.after().attempts().spent()).isEqualTo(spent + 1);
    }
  }

  @Test
  void nothing_is_scheduled_before_it_is_due() {
    var plain = claimed();
    var early =
        new Message(
            plain.key(), plain.state(), CURRENT, plain.attempts(), FUTURE, plain.notAfter(), false);
    assertThat(nextAt(move(early, new Event.Released(CURRENT, "stop"), LOOKUP))).isEqualTo(FUTURE);
    assertThat(nextAt(move(early, UNKNOWN, LOOKUP))).isEqualTo(FUTURE);
    var due = new Event.Released(CURRENT, "stop");
    assertThat(nextAt(move(plain, due, LOOKUP))).isEqualTo(NOW);
  }

  @Test
  void a_person_gives_a_late_message_one_more_day_and_takes_none_from_another() {
    var day = NOW.plus(Duration.ofHours(24));
    var late = move(tooLate(held()), NOT_SENT_BY_A_PERSON, LOOKUP);
    assertThat(late.after().notAfter()).isEqualTo(day);
    var generous = held().until(day.plusSeconds(1));
    assertThat(move(generous, NOT_SENT_BY_A_PERSON, LOOKUP).after().notAfter())
        .isEqualTo(day.plusSeconds(1));
    assertThat(late.after().attempts().spent()).isZero();
  }

  @Test
  void a_doubt_that_began_after_its_lease_settles_from_its_beginning() {
    var longOver = NOW.minus(SETTLE).minusSeconds(60);
    var since = NOW.minus(SETTLE).plusMillis(1);
    var fresh = in(new State.InDoubt(since, longOver, PAST, "no answer"));
    assertThat(Lifecycle.decide(fresh, NOT_SENT_BY_A_PERSON, terms(LOOKUP)))
        .isInstanceOf(Decision.Stay.class);
    var settled = in(new State.InDoubt(since.minusMillis(1), longOver, PAST, "no answer"));
    assertThat(move(settled, NOT_SENT_BY_A_PERSON, LOOKUP).rule()).isEqualTo(Rule.T9);
  }

  @Test
  void an_end_says_whether_time_or_attempts_ran_out() {
    var absent = new Event.Looked(CURRENT, new Finding.Absent("not in the list"));
    assertThat(move(tooLate(scheduled()), new Event.Swept(), KEYED).why())
        .isEqualTo("too late: not sent by " + NOW);
    assertThat(move(exhausted(inDoubt()), absent, LOOKUP).why()).isEqualTo("attempts are used up");
    assertThat(move(tooLate(exhausted(inDoubt())), absent, LOOKUP).why()).startsWith("too late");
  }

  @Test
  void a_persons_word_is_not_contradicted_by_the_reference_that_comes_late() {
    var verdict = in(new State.Sent(PAST, ProviderReference.ofVerdict("anna")));
    for (var reference : new ProviderReference[] {REFERENCE, OTHER_REFERENCE}) {
      var late = new Event.Answered(CURRENT, new Outcome.Accepted(reference));
      assertThat(Lifecycle.decide(verdict, late, terms(LOOKUP)))
          .isEqualTo(new Decision.Stay(Decision.Weight.NOTHING, "as a person said"));
    }
    var said = new Event.Judged(CURRENT, true, "anna", "seen", SETTLE);
    assertThat(move(held(), said, LOOKUP).after().state())
        .isEqualTo(new State.Sent(NOW, ProviderReference.ofVerdict("anna")));
  }

  @Test
  void a_verdict_on_another_doubt_is_told_so_and_one_on_none_is_told_that_there_is_none() {
    for (var claim : new ClaimId[] {EARLIER, null}) {
      for (var sent : List.of(true, false)) {
        var verdict = new Event.Judged(claim, sent, "anna", "looked", SETTLE);
        for (var open : List.of(held(), inDoubt())) {
          assertThat(Lifecycle.decide(open, verdict, terms(LOOKUP)))
              .isEqualTo(
                  new Decision.Stay(
                      Decision.Weight.NOTHING,
                      "this is another doubt than the one that was looked at"));
        }
        assertThat(Lifecycle.decide(claimed(), verdict, terms(LOOKUP)))
            .isEqualTo(new Decision.Stay(Decision.Weight.NOTHING, "not in doubt"));
      }
    }
  }

  @Test
  void a_history_that_changed_exposes_what_may_have_been_sent_since_it_was_due() {
    var changed = new Event.HistoryChanged(NEXT, FUTURE);
    var known = move(claimed(), changed, KEYED).after();
    assertThat(known.attempts()).isEqualTo(new Attempts(1, 1, true, PAST, null));
    var fresh = move(scheduled(), changed, KEYED).after();
    assertThat(fresh.attempts()).isEqualTo(new Attempts(0, 1, true, scheduled().due(), null));
    assertThat(fresh.claim()).isEqualTo(NEXT);
  }

  @Test
  void who_was_accepted_when_the_history_changed_is_one_message_and_no_incident() {
    var changed = move(claimed(), new Event.HistoryChanged(NEXT, FUTURE), LOOKUP).after();
    var accepted = new Outcome.Accepted(new ProviderReference("reference"));
    var move = move(changed, new Event.Answered(CURRENT, accepted), LOOKUP);
    assertThat(move.after().state()).isInstanceOf(State.Sent.class);
    assertThat(move.incident()).isFalse();
  }

  @Test
  void a_hand_back_of_an_exposed_message_keeps_its_lease_and_spends_nothing() {
    var back = move(exposed(claimed()), notSent(Scope.MESSAGE, Duration.ofMinutes(7)), KEYED);
    assertThat(back.after().state())
        .isEqualTo(
            new State.InDoubt(NOW, FUTURE, NOW.plus(Duration.ofMinutes(7)), "not sent: busy"));
    assertThat(back.after().attempts().spent()).isZero();
    assertThat(back.why()).isEqualTo("not sent: busy; an earlier attempt is open");
  }
}
