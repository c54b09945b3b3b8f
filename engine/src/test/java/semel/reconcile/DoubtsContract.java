package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.message.ProviderReference;

/// What every [Doubts] keeps: a lapsed claim is a doubt, and a verdict concerns the claim it was
/// asked about.
public abstract class DoubtsContract extends StoreContract {

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Finding ABSENT = new Finding.Absent("not in the list");
  private static final Finding FOUND = new Finding.Found(new ProviderReference("p-1"));

  private List<JournalEntry> settle(Doubt doubt, Finding finding) {
    return store.doubts().settle(SMS, doubt, new Event.Looked(doubt.claim(), finding), RETRY);
  }

  protected DoubtsContract() {}

  @Test
  void a_lease_that_holds_is_not_swept() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.minusSeconds(20));
    var sweep = store.doubts().sweep(RETRY);
    assertThat(sweep.entries()).isEmpty();
    assertThat(sweep.nextLapse()).isPresent();
    assertThat(sweep.nextLapse().orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
  }

  @Test
  void a_lapsed_claim_is_in_doubt_and_is_never_scheduled() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.plusSeconds(1));
    var sweep = store.doubts().sweep(RETRY);
    assertThat(sweep.entries()).hasSize(1);
    assertThat(sweep.entries().getFirst().to()).isEqualTo(IN_DOUBT);
    assertThat(sweep.nextLapse()).isEmpty();
    for (var hours = 0; hours < 30; hours++) {
      store.passed(Duration.ofHours(1));
      scene.sweep();
      assertThat(scene.claim(SMS, 1)).isEmpty();
      assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    }
  }

  @Test
  void two_sweeps_at_once_tell_of_a_lapse_once() {
    for (var round = 0; round < 10; round++) {
      scene.dueMany(round * 4, 4);
      scene.claim(SMS, 4);
      store.passed(LEASE.plusSeconds(1));
      var told = Race.of(2, scene::sweep).stream().mapToInt(List::size).sum();
      assertThat(told).isEqualTo(4);
    }
  }

  @Test
  void what_is_out_of_time_is_failed_by_the_sweep() {
    var lead = scene.register(SPRING, 1);
    store.passed(Duration.ofMinutes(10).plus(Duration.ofHours(25)));
    assertThat(scene.sweep()).hasSize(2);
    assertThat(scene.state(sms(lead))).isEqualTo(FAILED);
    assertThat(scene.state(email(lead))).isEqualTo(FAILED);
  }

  @Test
  void a_doubt_is_read_with_all_that_a_question_needs() {
    var lead = scene.due(1);
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, new Outcome.Unknown("no answer"));
    var doubt = scene.doubt(sms(lead));
    assertThat(doubt.claim()).isEqualTo(claim.id());
    assertThat(doubt.account()).isEqualTo(SMS.id());
    assertThat(doubt.recipient()).isEqualTo(registration(SPRING, 1, null).phone());
    assertThat(doubt.body()).isEqualTo(claim.body());
    assertThat(doubt.times().firstAbsent()).isNull();
    assertThat(doubt.times().firstAttempt()).isBeforeOrEqualTo(doubt.times().readAt());
  }

  @Test
  void a_doubt_is_open_from_the_end_of_its_lease() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("no answer"));
    assertThat(scene.doubt(sms(lead)).times().age()).isNegative();
    store.passed(LEASE.plusMinutes(2));
    assertThat(scene.doubt(sms(lead)).times().age())
        .isBetween(Duration.ofMinutes(2).minusSeconds(30), Duration.ofMinutes(3));
  }

  @Test
  void a_lapse_found_late_is_open_from_when_it_was_found() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(Duration.ofHours(1));
    scene.sweep();
    assertThat(scene.doubt(sms(lead)).times().age())
        .isBetween(Duration.ZERO, Duration.ofSeconds(30));
  }

  @Test
  void doubts_come_oldest_first_and_no_more_than_asked_for() {
    var first = scene.due(1);
    scene.lapsed(SMS);
    var second = scene.due(2);
    scene.lapsed(SMS);
    scene.due(3);
    scene.lapsed(SMS);
    assertThat(store.doubts().open(Scene.ACCOUNTS, 2))
        .extracting(Doubt::key)
        .containsExactly(sms(first), sms(second));
    assertThat(store.doubts().open(Scene.ACCOUNTS, 10)).hasSize(3);
    assertThat(store.doubts().open(Set.of(EMAIL.id()), 10)).isEmpty();
  }

  @Test
  void one_of_two_workers_gets_the_turn() {
    scene.due(1);
    scene.lapsed(SMS);
    for (var round = 0; round < 10; round++) {
      store.passed(Duration.ofMinutes(5));
      var doubt = scene.doubts().getFirst();
      var turns = Race.of(2, () -> store.doubts().takeTurn(doubt, PAUSE));
      assertThat(turns).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void a_turn_that_was_taken_puts_the_next_one_off() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    store.passed(Duration.ofMinutes(5));
    assertThat(store.doubts().takeTurn(scene.doubt(sms(lead)), PAUSE)).isTrue();
    var times = scene.doubt(sms(lead)).times();
    assertThat(Duration.between(times.readAt(), times.nextAt()))
        .isBetween(PAUSE.minusSeconds(30), PAUSE);
  }

  @Test
  void no_turn_is_given_about_a_message_that_moved_on() {
    var lead = scene.due(1);
    var claim = scene.lapsed(SMS);
    var doubt = scene.doubt(sms(lead));
    scene.close(SMS, claim, new Outcome.Accepted(new ProviderReference("p-1")));
    assertThat(store.doubts().takeTurn(doubt, PAUSE)).isFalse();
  }

  @Test
  void the_first_absence_is_remembered_and_not_moved() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    store.doubts().noteAbsent(scene.doubt(sms(lead)), PAUSE);
    store.passed(Duration.ofMinutes(3));
    store.doubts().noteAbsent(scene.doubt(sms(lead)), PAUSE);
    var times = scene.doubt(sms(lead)).times();
    assertThat(times.firstAbsent()).isNotNull();
    assertThat(Duration.between(times.firstAbsent(), times.readAt()))
        .isBetween(Duration.ofMinutes(3).minusSeconds(1), Duration.ofMinutes(4));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void an_absence_is_forgotten_with_the_claim_it_was_about() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    store.doubts().noteAbsent(scene.doubt(sms(lead)), PAUSE);
    settle(scene.doubt(sms(lead)), ABSENT);
    scene.lapsed(SMS);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void an_absence_of_an_earlier_claim_is_not_noted() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var earlier = scene.doubt(sms(lead));
    settle(earlier, ABSENT);
    scene.lapsed(SMS);
    store.doubts().noteAbsent(earlier, PAUSE);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void found_is_sent_and_told_once() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var doubt = scene.doubt(sms(lead));
    assertThat(settle(doubt, FOUND)).extracting(JournalEntry::to).containsExactly(SENT);
    assertThat(settle(doubt, FOUND)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.doubts()).isEmpty();
  }

  @Test
  void absent_is_scheduled_again_and_claimable() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    settle(scene.doubt(sms(lead)), ABSENT);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.message(sms(lead)).attempts().exposed()).isFalse();
    assertThat(scene.claimOne(SMS).key()).isEqualTo(sms(lead));
  }

  @Test
  void absent_is_cancelled_when_that_was_asked_for() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    store.desk().cancel(sms(lead), "anna");
    settle(scene.doubt(sms(lead)), ABSENT);
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  @Test
  void attempts_that_are_used_up_end_in_failed() {
    var lead = scene.due(1);
    for (var attempt = 0; attempt < RETRY.attemptsMax(); attempt++) {
      scene.lapsed(SMS);
      settle(scene.doubt(sms(lead)), ABSENT);
    }
    assertThat(scene.state(sms(lead))).isEqualTo(FAILED);
  }

  @Test
  void a_verdict_does_not_touch_a_message_that_moved_on() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var asRead = scene.doubt(sms(lead));
    settle(asRead, ABSENT);
    var next = scene.claimOne(SMS);
    assertThat(settle(asRead, ABSENT)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    scene.close(SMS, next, new Outcome.Unknown("no answer"));
    assertThat(settle(asRead, ABSENT)).isEmpty();
    assertThat(settle(asRead, new Finding.Ambiguous("two"))).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void what_a_late_look_finds_is_the_open_attempt_unless_that_one_tells_otherwise() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var earlier = scene.doubt(sms(lead));
    settle(earlier, ABSENT);
    var open = scene.claimOne(SMS);
    settle(earlier, FOUND);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.incidents()).isZero();
    scene.close(SMS, open, new Outcome.Accepted(new ProviderReference("p-2")));
    assertThat(scene.incidents()).isEqualTo(1);
  }

  @Test
  void an_unclear_answer_is_held() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    settle(scene.doubt(sms(lead)), new Finding.Ambiguous("two of them"));
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
    assertThat(scene.doubts()).isEmpty();
  }

  @Test
  void a_blind_doubt_is_held_without_an_incident() {
    var lead = scene.due(1);
    scene.lapsed(BLIND);
    var doubt = scene.doubt(sms(lead));
    var event = new Event.Looked(doubt.claim(), new Finding.Ambiguous("cannot be asked"));
    store.doubts().settle(BLIND, doubt, event, RETRY);
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void an_error_is_not_an_answer() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    assertThat(settle(scene.doubt(sms(lead)), new Finding.NoAnswer("HTTP 500"))).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_lapsed_keyed_claim_is_in_doubt_until_it_is_repeated() {
    var lead = scene.due(1);
    scene.lapsed(EMAIL);
    assertThat(scene.doubt(email(lead)).account()).isEqualTo(EMAIL.id());
    store.passed(Duration.ofHours(1));
    scene.claimOne(EMAIL);
    assertThat(scene.doubts()).isEmpty();
  }
}
