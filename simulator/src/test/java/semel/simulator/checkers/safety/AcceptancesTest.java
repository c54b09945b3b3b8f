package semel.simulator.checkers.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.lifecycle.Rule;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulator.checkers.Crafted;

/// S1 to S5: what providers took, against what Semel says of it.
class AcceptancesTest {

  private final Crafted crafted = new Crafted();

  private static State sent() {
    return new State.Sent(Crafted.START, new ProviderReference("reference"));
  }

  @Test
  void s1_a_second_acceptance_is_noticed() {
    crafted.watchedBy(NoSecondAcceptance::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    crafted.taken(claim);
    assertThat(crafted.violated()).isEmpty();
    crafted.taken(claim);

    assertThat(crafted.violated()).containsExactly("S1");
    assertThat(crafted.violations().getFirst().key()).isEqualTo(claim.key());
    assertThat(crafted.violations().getFirst().at()).isPositive();
  }

  @Test
  void s1_one_acceptance_of_each_of_two_is_none_too_many() {
    crafted.watchedBy(NoSecondAcceptance::new);
    crafted.dueSms(1);
    crafted.taken(crafted.claimed(Scene.SMS));
    crafted.taken(crafted.claimed(Scene.EMAIL));

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s2_sent_without_an_acceptance_is_noticed() {
    crafted.watchedBy(SentMeansTaken::new);
    crafted.dueSms(1);
    crafted.ends(Scene.SMS, crafted.claimed(Scene.SMS), Crafted.accepted());

    assertThat(crafted.violated()).containsExactly("S2");
  }

  @Test
  void s2_sent_and_taken_twice_is_noticed_at_the_end() {
    var checker = crafted.watchedBy(SentMeansTaken::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    crafted.taken(claim);
    crafted.ends(Scene.SMS, claim, Crafted.accepted());
    checker.ended();
    assertThat(crafted.violated()).isEmpty();
    crafted.taken(claim);
    checker.ended();

    assertThat(crafted.violated()).containsExactly("S2");
  }

  @Test
  void s3_refused_and_yet_taken_is_noticed() {
    crafted.watchedBy(NotSentMeansNotTaken::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    crafted.taken(claim);
    crafted.ends(Scene.SMS, claim, new Outcome.Refused("no such number"));

    assertThat(crafted.violated()).containsExactly("S3");
  }

  @Test
  void s3_taken_after_it_was_cancelled_is_noticed() {
    crafted.watchedBy(NotSentMeansNotTaken::new);
    var key = Scene.sms(crafted.registered(1));
    crafted.store().desk().cancel(key, "somebody");
    assertThat(crafted.violated()).isEmpty();
    crafted.taken(key, crafted.recipient(key), "body");

    assertThat(crafted.violated()).containsExactly("S3");
  }

  @Test
  void s3_refused_and_not_taken_is_right() {
    crafted.watchedBy(NotSentMeansNotTaken::new);
    crafted.dueSms(1);
    crafted.ends(Scene.SMS, crafted.claimed(Scene.SMS), new Outcome.Refused("no such number"));

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s4_bytes_of_a_claim_that_is_not_committed_are_noticed() {
    var checker = crafted.watchedBy(OnlyClaimedIsSent::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    checker.leaves(claim.id(), claim.key());
    assertThat(crafted.violated()).containsExactly("S4");
  }

  @Test
  void s4_bytes_of_a_committed_claim_are_right() {
    var checker = crafted.watchedBy(OnlyClaimedIsSent::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    crafted.committed().add(claim.id());
    checker.leaves(claim.id(), claim.key());

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s5_the_frozen_body_to_the_leads_own_address_is_right() {
    crafted.watchedBy(SentAsFrozen::new);
    crafted.dueSms(1);
    crafted.taken(crafted.claimed(Scene.SMS));
    crafted.taken(crafted.claimed(Scene.EMAIL));

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void s5_another_body_is_noticed() {
    crafted.watchedBy(SentAsFrozen::new);
    crafted.dueSms(1);
    var key = crafted.claimed(Scene.SMS).key();
    crafted.taken(key, crafted.recipient(key), "written anew");

    assertThat(crafted.violations())
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("the frozen one"));
  }

  @Test
  void s5_somebody_elses_number_is_noticed() {
    crafted.watchedBy(SentAsFrozen::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.SMS);
    crafted.taken(claim.key(), "77019999999", claim.body().value());

    assertThat(crafted.violations())
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("another recipient"));
  }

  @Test
  void s2_a_change_to_another_state_needs_no_acceptance() {
    var checker = crafted.watchedBy(SentMeansTaken::new);
    var key = crafted.dueSms(1);
    checker.changed(
        Crafted.change(
            key, new State.Scheduled(Crafted.START), new State.Claimed(Crafted.START), Rule.T2));
    assertThat(crafted.violated()).isEmpty();
    crafted.passes(Duration.ofSeconds(1));
    checker.changed(Crafted.change(key, new State.Claimed(Crafted.START), sent(), Rule.T5));

    assertThat(crafted.violated()).containsExactly("S2");
  }
}
