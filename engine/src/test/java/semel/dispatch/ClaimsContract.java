package semel.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TTL_SAFE;
import static semel.contract.Scene.email;
import static semel.contract.Scene.order;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Rule;
import semel.message.Body;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.State;

/// What every [Claims] keeps: a claim is one worker's alone, and its end is recorded once.
public abstract class ClaimsContract extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("p-1"));
  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer");

  protected ClaimsContract() {}

  @Test
  void nothing_is_claimed_before_it_is_due() {
    var lead = scene.register(SPRING, 1);
    assertThat(scene.claim(SMS, 10)).isEmpty();
    store.passed(DELAY.minusMinutes(1));
    assertThat(scene.claim(SMS, 10)).isEmpty();
    store.passed(Duration.ofMinutes(1).plusSeconds(1));
    assertThat(scene.claim(SMS, 10)).extracting(Claim::key).containsExactly(sms(lead));
  }

  @Test
  void a_claim_is_committed_with_all_that_sending_needs() {
    var lead = scene.due(1);
    var order = order(SMS, 1, null);
    var granted = scene.granted(order, (campaign, key, card) -> new Body(campaign + card.name()));
    var claim = granted.claims().getFirst();
    assertThat(claim.key()).isEqualTo(sms(lead));
    assertThat(claim.id()).isEqualTo(order.ids().getFirst());
    assertThat(claim.recipient()).isEqualTo(registration(SPRING, 1, null).phone());
    assertThat(claim.body()).isEqualTo(new Body("springPerson 1"));
    assertThat(claim.began()).isEqualTo(order.began());
    assertThat(claim.keyLeft()).isGreaterThan(LEASE);
    var message = scene.message(sms(lead));
    assertThat(message.state()).isInstanceOf(State.Claimed.class);
    assertThat(message.claim()).isEqualTo(claim.id());
    assertThat(message.attempts().number()).isEqualTo(1);
    assertThat(message.attempts().firstAt()).isNotNull();
  }

  @Test
  void an_account_claims_its_own_channel_only() {
    var lead = scene.due(1);
    assertThat(scene.claim(EMAIL, 10)).extracting(Claim::key).containsExactly(email(lead));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void never_more_is_claimed_than_was_asked_for() {
    scene.dueMany(0, 10);
    var seen = new ArrayList<MessageKey>();
    for (var asked : List.of(3, 1, 4, 5)) {
      var order = order(SMS, asked, null);
      var claims = scene.granted(order, (_, _, _) -> new Body("body")).claims();
      assertThat(claims).hasSizeLessThanOrEqualTo(asked);
      assertThat(order.ids()).containsAll(claims.stream().map(Claim::id).toList());
      assertThat(claims).extracting(Claim::id).doesNotHaveDuplicates();
      claims.forEach(claim -> seen.add(claim.key()));
    }
    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    assertThat(scene.claim(SMS, 10)).isEmpty();
  }

  @Test
  void two_workers_at_the_same_rows_get_different_ones() {
    for (var round = 0; round < 25; round++) {
      scene.dueMany(round * 10, 10);
      var seen = new ArrayList<MessageKey>();
      for (var more = true; more; ) {
        var both = Race.of(2, () -> scene.claim(SMS, 3));
        both.forEach(claims -> claims.forEach(claim -> seen.add(claim.key())));
        more = both.stream().anyMatch(claims -> !claims.isEmpty());
      }
      assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_body_is_composed_once_and_repeated_byte_for_byte() {
    var lead = scene.due(1);
    var umlaut = new Body("ü\u001f<b>\"'\\ё  \n 📨");
    var first = scene.granted(order(EMAIL, 1, null), (_, _, _) -> umlaut).claims().getFirst();
    scene.close(EMAIL, first, UNKNOWN);
    store.passed(Duration.ofHours(1));
    var again =
        scene.granted(
            order(EMAIL, 1, null),
            (_, _, _) -> {
              throw new AssertionError("composed a second time");
            });
    assertThat(again.claims()).extracting(Claim::key).containsExactly(email(lead));
    assertThat(again.claims().getFirst().body()).isEqualTo(umlaut);
  }

  @Test
  void accepted_is_sent_with_its_reference() {
    var lead = scene.due(1);
    var entries = scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().rule()).isEqualTo(Rule.T5);
    assertThat(entries.getFirst().from()).isEqualTo(CLAIMED);
    assertThat(entries.getFirst().to()).isEqualTo(SENT);
    assertThat(entries.getFirst().recipient()).contains("•").doesNotContain("7010000001");
    assertThat(((State.Sent) scene.message(sms(lead)).state()).reference())
        .isEqualTo(new ProviderReference("p-1"));
    store.passed(Duration.ofDays(2));
    assertThat(scene.claim(SMS, 10)).isEmpty();
  }

  @Test
  void closing_a_second_time_changes_nothing_more() {
    scene.dueMany(0, 5);
    var outcomes =
        List.of(
            ACCEPTED,
            UNKNOWN,
            new Outcome.Refused("bad number"),
            new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ZERO),
            new Outcome.Unknown("another body under our key", true));
    for (var outcome : outcomes) {
      var claim = scene.claimOne(SMS);
      assertThat(scene.close(SMS, claim, outcome)).as("%s", outcome).isNotEmpty();
      var after = scene.message(claim.key());
      var incidents = scene.incidents();
      assertThat(scene.close(SMS, claim, outcome)).as("%s", outcome).isEmpty();
      assertThat(scene.message(claim.key())).isEqualTo(after);
      assertThat(scene.repeats()).isZero();
      assertThat(scene.incidents()).isEqualTo(incidents);
    }
  }

  @Test
  void many_ends_are_recorded_at_once() {
    scene.dueMany(0, 40);
    var claims = scene.claim(SMS, 40);
    assertThat(claims).hasSize(40);
    var closings = claims.stream().map(claim -> Endings.of(claim, ACCEPTED)).toList();
    var entries = store.claims().close(SMS, RETRY, "worker", closings).orElseThrow();
    assertThat(entries).hasSize(40).allMatch(entry -> entry.to() == SENT);
    assertThat(claims).allMatch(claim -> scene.state(claim.key()) == SENT);
  }

  @Test
  void accepted_after_the_lease_lapsed_is_sent_all_the_same() {
    var lead = scene.due(1);
    var claim = scene.lapsed(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.close(SMS, claim, ACCEPTED)).hasSize(1);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void a_second_acceptance_is_an_incident() {
    scene.due(1);
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, ACCEPTED);
    var other = new Outcome.Accepted(new ProviderReference("p-2"));
    assertThat(scene.close(SMS, claim, other)).hasSize(1);
    assertThat(scene.incidents()).isEqualTo(1);
    assertThat(scene.state(claim.key())).isEqualTo(SENT);
  }

  @Test
  void unknown_is_in_doubt_and_counts_as_an_attempt() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), UNKNOWN);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.message(sms(lead)).attempts().spent()).isEqualTo(1);
  }

  @Test
  void not_sent_is_scheduled_again_and_costs_no_attempt() {
    var lead = scene.due(1);
    var busy = new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ofMinutes(5));
    scene.close(SMS, scene.claimOne(SMS), busy);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.message(sms(lead)).attempts().spent()).isZero();
    assertThat(scene.claim(SMS, 1)).isEmpty();
    store.passed(Duration.ofMinutes(11));
    scene.claimOne(SMS);
    assertThat(scene.message(sms(lead)).attempts().number()).isEqualTo(2);
  }

  @Test
  void a_released_claim_may_be_claimed_at_once() {
    var lead = scene.due(1);
    var first = scene.claimOne(SMS);
    scene.release(SMS, first);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.claimOne(SMS).id()).isNotEqualTo(first.id());
  }

  @Test
  void a_claim_is_handed_back_by_its_own_name_only() {
    scene.due(1);
    var first = scene.claimOne(SMS);
    scene.release(SMS, first);
    var second = scene.claimOne(SMS);
    scene.release(SMS, first);
    assertThat(scene.message(second.key()).claim()).isEqualTo(second.id());
    assertThat(scene.state(second.key())).isEqualTo(CLAIMED);
    assertThat(scene.repeats()).isZero();
  }

  @Test
  void refused_is_failed() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Refused("bad number"));
    assertThat(scene.state(sms(lead))).isEqualTo(FAILED);
    store.passed(Duration.ofHours(2));
    assertThat(scene.claim(SMS, 1)).isEmpty();
  }

  @Test
  void an_answer_for_a_person_is_held_with_an_incident() {
    var lead = scene.due(1);
    var entries =
        scene.close(EMAIL, scene.claimOne(EMAIL), new Outcome.Unknown("another body", true));
    assertThat(entries).extracting(e -> e.to()).containsExactly(IN_DOUBT, HELD);
    assertThat(entries.getLast().mark()).isEqualTo(Mark.INCIDENT);
    assertThat(scene.state(email(lead))).isEqualTo(HELD);
    assertThat(scene.incidents()).isEqualTo(1);
  }

  @Test
  void a_pause_of_the_account_closes_its_gate_for_every_worker() {
    scene.dueMany(0, 2);
    var spent = new Outcome.NotSent("no balance", Outcome.Scope.ACCOUNT, Duration.ofMinutes(10));
    scene.close(SMS, scene.claimOne(SMS), spent);
    var answer = store.claims().claim(order(SMS, 5, null), (_, _, _) -> new Body("body"));
    assertThat(answer).isInstanceOf(ClaimAnswer.Closed.class);
    var closed = (ClaimAnswer.Closed) answer;
    assertThat(closed.reason()).isEqualTo("no balance");
    assertThat(closed.pause()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(10));
    assertThat(scene.claim(EMAIL, 5)).hasSize(2);
    store.passed(Duration.ofMinutes(21));
    assertThat(scene.claim(SMS, 5)).hasSize(2);
  }

  @Test
  void a_keyed_doubt_is_repeated_and_its_earlier_claim_stays_open() {
    var lead = scene.due(1);
    var first = scene.claimOne(EMAIL);
    scene.close(EMAIL, first, UNKNOWN);
    var firstAt = scene.message(email(lead)).attempts().firstAt();
    var second = repeated();
    assertThat(second.key()).isEqualTo(email(lead));
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.keyLeft()).isLessThan(TTL_SAFE);
    var attempts = scene.message(email(lead)).attempts();
    assertThat(attempts.exposed()).isTrue();
    assertThat(attempts.number()).isEqualTo(2);
    assertThat(firstAt).isNotNull();
  }

  private Claim repeated() {
    store.passed(Duration.ofHours(1));
    return scene.claimOne(EMAIL);
  }

  @Test
  void a_refused_repeat_leaves_the_doubt_about_the_first() {
    var lead = scene.due(1);
    scene.close(EMAIL, scene.claimOne(EMAIL), UNKNOWN);
    scene.close(EMAIL, repeated(), new Outcome.Refused("bad address"));
    assertThat(scene.state(email(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_keyed_doubt_is_held_when_its_key_is_over() {
    var lead = scene.due(1);
    scene.close(EMAIL, scene.claimOne(EMAIL), UNKNOWN);
    store.passed(TTL_SAFE.plusMinutes(1));
    var granted = scene.granted(order(EMAIL, 1, null), (_, _, _) -> new Body("body"));
    assertThat(granted.claims()).isEmpty();
    assertThat(granted.entries()).extracting(e -> e.to()).containsExactly(HELD);
    assertThat(scene.state(email(lead))).isEqualTo(HELD);
  }

  @Test
  void a_doubt_that_cannot_be_repeated_is_never_claimed() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), UNKNOWN);
    store.passed(Duration.ofHours(2));
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(BLIND, 5)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_second_message_to_one_recipient_waits_for_its_hour() {
    var spring = scene.register(SPRING, 1);
    var autumn = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    var claims = scene.claimLimited(SMS, 5);
    assertThat(claims).hasSize(1);
    assertThat(scene.claimLimited(SMS, 5)).isEmpty();
    scene.close(SMS, claims.getFirst(), ACCEPTED);
    assertThat(scene.claimLimited(SMS, 5)).isEmpty();
    var waits = claims.getFirst().key().equals(sms(spring)) ? sms(autumn) : sms(spring);
    assertThat(scene.state(waits)).isEqualTo(SCHEDULED);
    store.passed(Duration.ofMinutes(61));
    assertThat(scene.claimLimited(SMS, 5)).extracting(Claim::key).containsExactly(waits);
  }

  @Test
  void a_doubt_counts_against_its_recipient() {
    scene.register(SPRING, 1);
    scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    scene.close(SMS, scene.claimLimited(SMS, 1).getFirst(), UNKNOWN);
    assertThat(scene.claimLimited(SMS, 5)).isEmpty();
  }

  @Test
  void the_limit_of_a_recipient_is_exact_when_two_workers_race() {
    for (var round = 0; round < 15; round++) {
      scene.register(SPRING, round);
      scene.register(AUTUMN, round);
      store.passed(DELAY.plusSeconds(1));
      var claims = new HashSet<MessageKey>();
      Race.of(2, () -> scene.claimLimited(SMS, 1))
          .forEach(each -> each.forEach(claim -> claims.add(claim.key())));
      claims.addAll(scene.claimLimited(SMS, 5).stream().map(Claim::key).toList());
      assertThat(claims).hasSize(1);
      store.passed(Duration.ofHours(30));
      scene.sweep();
    }
  }

  @Test
  void what_is_found_too_late_is_failed_and_not_claimed() {
    var lead = scene.due(1);
    store.passed(Duration.ofDays(30));
    var granted = scene.granted(order(SMS, 5, null), (_, _, _) -> new Body("body"));
    assertThat(granted.claims()).isEmpty();
    scene.sweep();
    assertThat(scene.state(sms(lead))).isEqualTo(FAILED);
  }

  @Test
  void a_message_that_cannot_be_composed_waits_and_keeps_no_other_waiting() {
    var unfit = scene.due(1);
    var fit = scene.register(SPRING, 2);
    store.passed(DELAY.plusSeconds(1));
    var texts = Map.of(fit, new Body("body"));
    Composer some = (_, key, _) -> requireNonNull(texts.get(key.lead()));
    var granted = scene.granted(order(SMS, 5, null), some);
    assertThat(granted.claims()).extracting(Claim::key).containsExactly(sms(fit));
    assertThat(scene.claim(SMS, 5)).isEmpty();
    store.passed(Duration.ofMinutes(2));
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(unfit));
  }

  @Test
  void a_worker_is_told_when_the_next_message_falls_due() {
    scene.register(SPRING, 1);
    var early = scene.granted(order(SMS, 1, null), (_, _, _) -> new Body("body"));
    assertThat(early.claims()).isEmpty();
    assertThat(early.idle()).isBetween(DELAY.minusSeconds(30), DELAY);
  }
}
