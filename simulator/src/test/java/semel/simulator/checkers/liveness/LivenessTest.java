package semel.simulator.checkers.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulator.checkers.Crafted;
import semel.simulator.fault.Fault;

class LivenessTest {

  private final Crafted crafted = new Crafted();

  private void sent(MessageKey key) {
    var account = key.channel() == Scene.SMS.channel() ? Scene.SMS : Scene.EMAIL;
    var claim = crafted.claimed(account);
    crafted.taken(claim);
    crafted.ends(account, claim, Crafted.accepted());
  }

  @Test
  void l1_what_is_still_open_at_the_end_is_noticed() {
    var checker = crafted.watchedBy(EverythingSettles::new);
    crafted.dueSms(1);
    checker.ended();

    assertThat(crafted.violations()).hasSize(2).allMatch(it -> it.invariant().equals("L1"));
  }

  @Test
  void l1_what_changes_without_end_is_noticed_before_the_end() {
    var checker = crafted.watchedBy(EverythingSettles::new);
    var due = new State.Scheduled(Crafted.START);
    var change = Crafted.change(crafted.dueSms(1), due, due, null);
    for (var i = 0; i < 9_000; i++) {
      checker.changed(change);
    }
    assertThat(crafted.violated()).isEmpty();
    for (var i = 0; i < 1_000; i++) {
      checker.changed(change);
    }

    assertThat(crafted.violated()).containsExactly("L1");
  }

  @Test
  void l1_what_is_sent_cancelled_or_held_is_settled() {
    var checker = crafted.watchedBy(EverythingSettles::new);
    var key = crafted.dueSms(1);
    sent(key);
    crafted.store().desk().cancel(Scene.email(key.lead()), "somebody");
    crafted.forced(Scene.sms(crafted.registered(2)), new State.Held(Crafted.START, "a reason"));
    crafted
        .store()
        .table()
        .rows()
        .forEach(row -> {
          if (row.state() instanceof State.Scheduled) {
            crafted.forced(row.key(), new State.Cancelled(Crafted.START, "a reason"));
          }
        });
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l2_an_sms_that_its_provider_could_have_found_must_not_be_held() {
    var checker = crafted.watchedBy(NothingHeldThatCouldBeDecided::new);
    crafted.forced(crafted.dueSms(1), new State.Held(Crafted.START, "a reason"));
    checker.ended();

    assertThat(crafted.violated()).containsExactly("L2");
  }

  @Test
  void l2_an_email_whose_key_is_too_old_may_be_held_and_a_fresh_one_not() {
    var checker = crafted.watchedBy(NothingHeldThatCouldBeDecided::new);
    crafted.dueSms(1);
    var claim = crafted.claimed(Scene.EMAIL);
    crafted.forced(claim.key(), new State.Held(Crafted.START, "a reason"));
    checker.ended();
    assertThat(crafted.violated()).containsExactly("L2");

    crafted.violations().clear();
    crafted.passes(Scene.TTL_SAFE);
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l2_where_an_assumption_is_broken_a_person_may_be_needed() {
    var checker =
        crafted.knowing(Fault.TAKEN_AFTER_SETTLE).watchedBy(NothingHeldThatCouldBeDecided::new);
    crafted.forced(crafted.dueSms(1), new State.Held(Crafted.START, "a reason"));
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l3_what_leaves_within_five_seconds_is_prompt() {
    var checker = crafted.watchedBy(HealthyIsPrompt::new);
    var key = crafted.dueSms(1);
    sent(key);
    sent(Scene.email(key.lead()));
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l3_what_leaves_later_is_noticed_unless_something_may_go_wrong() {
    var checker = crafted.watchedBy(HealthyIsPrompt::new);
    var key = crafted.dueSms(1);
    crafted.passes(Duration.ofSeconds(6));
    sent(key);
    sent(Scene.email(key.lead()));
    checker.ended();
    assertThat(crafted.violated()).containsExactly("L3");

    crafted.violations().clear();
    crafted.knowing(Fault.PAUSE);
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l3_what_is_not_sent_although_nothing_went_wrong_is_noticed() {
    var checker = crafted.watchedBy(HealthyIsPrompt::new);
    crafted.dueSms(1);
    crafted.ends(Scene.SMS, crafted.claimed(Scene.SMS), new Outcome.Refused("no such number"));
    checker.ended();

    assertThat(crafted.violations())
        .anySatisfy(it -> assertThat(it.what()).contains("nothing went wrong"));
  }

  @Test
  void l5_every_open_message_of_a_right_store_is_on_a_list() {
    var checker = crafted.watchedBy(EveryOpenMessageIsOnAList::new);
    crafted.dueSms(1);
    checker.calm();
    var claim = crafted.claimed(Scene.SMS);
    checker.calm();
    crafted.ends(Scene.SMS, claim, new Outcome.Unknown("no answer"));
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }

  @Test
  void l5_a_cancelled_message_that_is_still_scheduled_is_on_nobodys_list() {
    var checker = crafted.watchedBy(EveryOpenMessageIsOnAList::new);
    var key = crafted.dueSms(1);
    var row = crafted.store().table().rows().iterator().next();
    crafted.store().table().put(row.with(row.message().cancelAsked()));
    checker.ended();

    assertThat(row.key().lead()).isEqualTo(key.lead());
    assertThat(crafted.violated()).containsExactly("L5");
  }

  @Test
  void l5_what_is_final_needs_no_list() {
    var checker = crafted.watchedBy(EveryOpenMessageIsOnAList::new);
    crafted.forced(
        crafted.dueSms(1), new State.Sent(Crafted.START, new ProviderReference("reference")));
    checker.ended();

    assertThat(crafted.violated()).isEmpty();
  }
}
