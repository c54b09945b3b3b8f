package semel.simulator.checkers.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.contract.Scene;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Event;
import semel.lifecycle.Rule;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Crafted;
import semel.simulator.fault.Fault;

/// S6 to S12: what callers, times, rates, transitions and log lines are held to.
class PromisesTest {

  private static final LeadId NOBODY = new LeadId(new UUID(1, 2));
  private static final State SCHEDULED = new State.Scheduled(Crafted.START);
  private static final State CLAIMED = new State.Claimed(Crafted.START);
  private static final State SENT =
      new State.Sent(Crafted.START, new ProviderReference("reference"));

  private final Crafted crafted = new Crafted();

  private static Registration registration(int person, @Nullable IdempotencyKey key) {
    return Scene.registration(Scene.SPRING, person, key);
  }

  private static Registered known(LeadId lead) {
    return new Registered.Known(lead, Crafted.START);
  }

  @Test
  void s6_what_was_acknowledged_and_is_not_there_is_noticed() {
    var checker = crafted.watchedBy(NothingLostNothingTwice::new);
    checker.answered(registration(1, null), known(NOBODY));
    checker.ended();

    assertThat(crafted.violated()).containsExactly("S6");
    assertThat(crafted.violations()).hasSize(2);
  }

  @Test
  void s6_what_a_database_with_loss_forgot_is_not_held_against_it() {
    var checker =
        crafted.knowing(Fault.FAIL_OVER_WITH_LOSS).watchedBy(NothingLostNothingTwice::new);
    var before = crafted.store().mark();
    checker.answered(registration(1, null), known(crafted.registered(1)));
    var late = crafted.registered(2);
    checker.pastChanged(crafted.store().rewind(before, "another"));
    checker.answered(registration(2, null), known(late));
    checker.ended();
    assertThat(crafted.violated()).isEmpty();
    checker.answered(registration(3, null), known(NOBODY));
    checker.ended();

    assertThat(crafted.violated()).containsExactly("S6");
  }

  @Test
  void s6_what_is_lost_without_a_loss_of_the_database_is_noticed_also_where_it_may_forget() {
    var checker =
        crafted.knowing(Fault.FAIL_OVER_WITH_LOSS).watchedBy(NothingLostNothingTwice::new);
    var before = crafted.store().mark();
    checker.answered(registration(1, null), known(crafted.registered(1)));
    crafted.store().rewind(before, "another");
    checker.ended();

    assertThat(crafted.violated()).containsExactly("S6");
  }

  @Test
  void s6_a_second_lead_for_the_same_person_is_noticed() {
    var checker = crafted.watchedBy(NothingLostNothingTwice::new);
    crafted.copied(crafted.registered(1), NOBODY);
    checker.ended();

    assertThat(crafted.violated()).containsExactly("S6");
  }

  @Test
  void s6_what_was_acknowledged_and_is_there_is_right() {
    var checker = crafted.watchedBy(NothingLostNothingTwice::new);
    checker.answered(registration(1, null), known(crafted.registered(1)));
    checker.answered(registration(2, null), new Registered.Unsure());
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s7_what_leaves_in_time_is_right_and_too_early_is_noticed() {
    var checker = crafted.watchedBy(InTime::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    checker.leaves(claim.id(), claim.key());
    assertThat(crafted.violated()).isEmpty();
    checker.leaves(claim.id(), Scene.sms(crafted.registered(2)));

    assertThat(crafted.violated()).containsExactly("S7");
  }

  @Test
  void s7_what_is_claimed_too_early_or_too_late_is_noticed_whatever_the_clock_does_later() {
    var checker = crafted.knowing(Fault.DATABASE_CLOCK_JUMP).watchedBy(InTime::new);
    var key = crafted.dueSms(1);
    var end = Crafted.START.plus(Crafted.TIME_TO_SEND);
    checker.changed(claimedAt(key, Crafted.START));
    checker.changed(claimedAt(key, end.minusMillis(1)));
    assertThat(crafted.violated()).isEmpty();
    checker.changed(claimedAt(key, Crafted.START.minusMillis(1)));
    checker.changed(claimedAt(key, end));

    assertThat(crafted.violations()).hasSize(2).allMatch(it -> it.invariant().equals("S7"));
  }

  private static Applied claimedAt(MessageKey key, Instant made) {
    return Crafted.change(key, SCHEDULED, new State.Claimed(made.plus(Scene.LEASE)), Rule.T2);
  }

  @Test
  void s7_what_leaves_when_it_is_too_late_and_a_lease_is_over_is_noticed() {
    var checker = crafted.watchedBy(InTime::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    var end = crafted.store().message(claim.key()).orElseThrow().notAfter();
    crafted.passes(Duration.between(crafted.store().now(), end).plus(Scene.LEASE));
    checker.leaves(claim.id(), claim.key());
    assertThat(crafted.violated()).isEmpty();
    crafted.passes(Duration.ofSeconds(1));
    checker.leaves(claim.id(), claim.key());

    assertThat(crafted.violated()).containsExactly("S7");
  }

  @Test
  void s8_as_many_claims_as_the_rate_allows_are_right() {
    crafted.limited(Scene.SMS, 2, Duration.ofSeconds(10)).watchedBy(GateHolds::new);
    var keys = IntStream.range(1, 9).mapToObj(crafted::registered).toList();
    crafted.passes(Scene.DELAY.plusSeconds(1));
    for (var _ : keys) {
      crafted.claimed(Scene.SMS);
      crafted.passes(Duration.ofSeconds(5));
    }

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s8_more_claims_than_the_rate_allows_are_noticed() {
    crafted.limited(Scene.SMS, 2, Duration.ofSeconds(10)).watchedBy(GateHolds::new);
    for (var person = 1; person < 9; person++) {
      crafted.registered(person);
    }
    crafted.passes(Scene.DELAY.plusSeconds(1));
    for (var person = 1; person < 9; person++) {
      crafted.claimed(Scene.SMS);
      crafted.passes(Duration.ofSeconds(1));
    }

    assertThat(crafted.violated()).containsExactly("S8");
  }

  @Test
  void s8_a_claim_counts_when_it_was_made_however_late_it_was_committed() {
    var checker = crafted.limited(Scene.SMS, 2, Duration.ofSeconds(10)).watchedBy(GateHolds::new);
    for (var person = 1; person < 9; person++) {
      var made = Crafted.START.plusSeconds(5L * person);
      checker.changed(claimedAt(Scene.sms(crafted.registered(person)), made));
    }

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s8_what_was_before_the_past_changed_is_forgotten() {
    var checker = crafted.limited(Scene.SMS, 1, Duration.ofHours(1)).watchedBy(GateHolds::new);
    for (var person = 1; person < 6; person++) {
      crafted.registered(person);
    }
    crafted.passes(Scene.DELAY.plusSeconds(1));
    for (var person = 1; person < 6; person++) {
      crafted.claimed(Scene.SMS);
      checker.pastChanged(Set.of());
    }

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s9_one_key_with_two_leads_is_noticed() {
    var checker = crafted.watchedBy(SameKeySameAnswer::new);
    var registration = registration(1, Crafted.key("key", "fingerprint"));
    checker.answered(registration, known(crafted.registered(1)));
    checker.answered(registration, known(crafted.registered(1 + 1)));

    assertThat(crafted.violated()).containsExactly("S9");
  }

  @Test
  void s9_one_key_with_another_request_that_is_let_in_is_noticed() {
    var checker = crafted.watchedBy(SameKeySameAnswer::new);
    var lead = crafted.registered(1);
    checker.answered(registration(1, Crafted.key("key", "fingerprint")), known(lead));
    checker.answered(registration(1, Crafted.key("key", "another")), new Registered.KeyReused());
    assertThat(crafted.violated()).isEmpty();
    checker.answered(registration(1, Crafted.key("key", "another")), known(lead));

    assertThat(crafted.violated()).containsExactly("S9");
  }

  @Test
  void s9_what_a_loss_of_the_database_took_away_may_be_answered_anew_and_only_that() {
    var checker = crafted.knowing(Fault.RESTORE).watchedBy(SameKeySameAnswer::new);
    var registration = registration(1, Crafted.key("key", "fingerprint"));
    var before = crafted.store().mark();
    var lost = crafted.registered(registration);
    checker.answered(registration, known(lost));
    checker.pastChanged(crafted.store().rewind(before, "another"));
    var anew = crafted.registered(registration);
    checker.answered(registration, known(anew));
    checker.answered(registration, known(lost)); // heard late
    assertThat(crafted.violated()).isEmpty();
    checker.answered(registration, known(crafted.registered(2)));

    assertThat(crafted.violated()).containsExactly("S9");
  }

  @Test
  void s9_the_same_answer_again_and_no_key_at_all_are_right() {
    var checker = crafted.watchedBy(SameKeySameAnswer::new);
    var lead = crafted.registered(1);
    var registration = registration(1, Crafted.key("key", "fingerprint"));
    checker.answered(registration, new Registered.Fresh(lead, Crafted.START, Duration.ZERO));
    checker.answered(registration, new Registered.Replayed(lead, Crafted.START, true));
    checker.answered(registration(1, null), known(lead));
    checker.answered(registration(1, null), known(NOBODY));

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s10_a_way_that_the_protocol_does_not_know_is_noticed() {
    var checker = crafted.watchedBy(OnlyAllowedTransitions::new);
    var key = crafted.dueSms(1);
    checker.changed(Crafted.change(key, CLAIMED, SCHEDULED, Rule.T4));

    assertThat(crafted.violated()).containsExactly("S10");
  }

  @Test
  void s10_only_a_history_that_changed_makes_what_is_scheduled_doubtful() {
    var checker = crafted.watchedBy(OnlyAllowedTransitions::new);
    var doubt = new State.InDoubt(Crafted.START, Crafted.START, Crafted.START, "unknown");
    var plain = Crafted.change(crafted.dueSms(1), SCHEDULED, doubt, Rule.T4);
    var stand = new Event.HistoryChanged(new ClaimId(new UUID(3, 4)), Crafted.START);
    checker.changed(
        new Applied(
            plain.before(), plain.after(), stand, Rule.T4, "crafted", "history", Mark.PLAIN));
    assertThat(crafted.violated()).isEmpty();
    checker.changed(plain);

    assertThat(crafted.violated()).containsExactly("S10");
  }

  @Test
  void s10_what_is_final_never_moves_whatever_rule_is_named() {
    var key = crafted.dueSms(1);
    var checker = crafted.watchedBy(OnlyAllowedTransitions::new);
    for (var rule : Rule.values()) {
      checker.changed(Crafted.change(key, SENT, SCHEDULED, rule));
    }

    assertThat(crafted.violations()).hasSize(Rule.values().length);
  }

  @Test
  void s10_a_change_of_state_without_a_rule_is_noticed_and_one_within_a_state_is_right() {
    var checker = crafted.watchedBy(OnlyAllowedTransitions::new);
    var key = crafted.dueSms(1);
    checker.changed(Crafted.change(key, null, SCHEDULED, null));
    checker.changed(Crafted.change(key, SCHEDULED, SCHEDULED, null));
    checker.changed(Crafted.change(key, SCHEDULED, CLAIMED, Rule.T2));
    assertThat(crafted.violated()).isEmpty();
    checker.changed(Crafted.change(key, SCHEDULED, CLAIMED, null));

    assertThat(crafted.violated()).containsExactly("S10");
  }

  private Applied incident() {
    var plain = Crafted.change(crafted.dueSms(1), SENT, SENT, null);
    return new Applied(
        plain.before(), plain.after(), null, null, "a second reference", "nobody", Mark.INCIDENT);
  }

  @Test
  void s11_an_incident_is_noticed() {
    crafted.watchedBy(NoIncident::new).changed(incident());

    assertThat(crafted.violated()).containsExactly("S11");
  }

  @Test
  void s11_an_incident_where_an_assumption_is_broken_is_what_it_is_for() {
    crafted.knowing(Fault.KEY_FORGOTTEN).watchedBy(NoIncident::new).changed(incident());

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s11_an_incident_is_noticed_also_after_the_past_has_changed() {
    var checker = crafted.knowing(Fault.FAIL_OVER).watchedBy(NoIncident::new);
    checker.pastChanged(Set.of());
    checker.changed(incident());

    assertThat(crafted.violated()).containsExactly("S11");
  }

  @Test
  void s12_a_number_an_address_or_a_key_in_a_log_line_is_noticed() {
    var checker = crafted.watchedBy(NothingSecretIsTold::new);
    var key = Scene.sms(crafted.registered(1));
    checker.told("sent to +7 ··· 01", key);
    checker.told("semel:019cd6c1-77a0-7f35-a770-17701234567a:sms", null);
    assertThat(crafted.violated()).isEmpty();
    checker.told("sent to " + crafted.recipient(key), key);
    checker.told("sent to " + crafted.recipient(Scene.email(key.lead())), key);
    checker.told("asked with " + NothingSecretIsTold.SECRET + "-1", null);
    checker.told("nobody answers about +77010000042", null);

    assertThat(crafted.violations()).hasSize(4).allMatch(it -> it.invariant().equals("S12"));
  }
}
