package semel.desk;

import static org.assertj.core.api.Assertions.assertThat;
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
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.dispatch.Claim;
import semel.intake.Registered;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Event;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;

/// What every [Desk] keeps: a person may stop and settle, but cannot make Semel send twice.
public abstract class DeskContract extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("p-1"));
  private static final LeadId NOBODY = new LeadId(new UUID(9, 9));

  protected DeskContract() {}

  @Test
  void a_scheduled_message_is_cancelled_alone() {
    var lead = scene.due(1);
    var ruling = store.desk().cancel(sms(lead), "anna");
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.DONE);
    assertThat(ruling.state()).isEqualTo(CANCELLED);
    assertThat(ruling.entries()).hasSize(1);
    assertThat(ruling.entries().getFirst().who()).contains("anna");
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(EMAIL, 5)).hasSize(1);
  }

  @Test
  void a_claimed_message_is_stopped_when_it_is_handed_back() {
    var lead = scene.due(1);
    var claim = scene.claimOne(SMS);
    var ruling = store.desk().cancel(sms(lead), "anna");
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.NOTED);
    assertThat(ruling.state()).isEqualTo(CLAIMED);
    scene.release(SMS, claim);
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  @Test
  void a_wish_to_cancel_does_not_undo_what_was_sent() {
    var lead = scene.due(1);
    var claim = scene.claimOne(SMS);
    store.desk().cancel(sms(lead), "anna");
    scene.close(SMS, claim, ACCEPTED);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void a_cancelled_keyed_doubt_is_held_and_not_repeated() {
    var lead = scene.due(1);
    scene.lapsed(EMAIL);
    assertThat(store.desk().cancel(email(lead), "anna").kind()).isEqualTo(Ruling.Kind.NOTED);
    store.passed(Duration.ofHours(1));
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(email(lead))).isEqualTo(HELD);
  }

  @Test
  void a_final_message_is_not_cancelled() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    var ruling = store.desk().cancel(sms(lead), "anna");
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(ruling.state()).isEqualTo(SENT);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void a_cancel_and_a_claim_at_once_never_end_in_both() {
    for (var round = 0; round < 15; round++) {
      var lead = scene.due(round);
      var outcome =
          Race.<String>between(
              List.of(
                  () -> "claimed " + scene.claim(SMS, 1).size(),
                  () -> store.desk().cancel(sms(lead), "anna").kind().name()));
      var state = scene.state(sms(lead));
      if (outcome.contains("claimed 1")) {
        assertThat(outcome).contains("NOTED");
        assertThat(state).isEqualTo(CLAIMED);
        assertThat(scene.message(sms(lead)).cancelRequested()).isTrue();
      } else {
        assertThat(outcome).contains("DONE");
        assertThat(state).isEqualTo(CANCELLED);
      }
    }
  }

  @Test
  void what_is_not_there_is_not_found() {
    var cancelled = store.desk().cancel(sms(NOBODY), "anna");
    assertThat(cancelled.kind()).isEqualTo(Ruling.Kind.NOT_FOUND);
    assertThat(cancelled.state()).isNull();
    assertThat(store.desk().resend(NOBODY, "anna")).isEmpty();
    assertThat(store.desk().erase(NOBODY, "anna").found()).isFalse();
  }

  @Test
  void a_resend_makes_what_was_not_sent_due_now() {
    var lead = scene.register(SPRING, 1);
    assertThat(scene.claim(SMS, 5)).isEmpty();
    var rulings = store.desk().resend(lead, "anna");
    assertThat(rulings).containsOnlyKeys(Channel.SMS, Channel.EMAIL);
    assertThat(rulings.values()).allMatch(ruling -> ruling.kind() == Ruling.Kind.DONE);
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead));
    assertThat(scene.claim(EMAIL, 5)).extracting(Claim::key).containsExactly(email(lead));
    assertThat(scene.repeats()).isZero();
  }

  @Test
  void a_resend_keeps_a_released_message_from_waiting_for_its_first_due() {
    var lead = scene.register(SPRING, 1);
    store.desk().resend(lead, "anna");
    scene.release(SMS, scene.claimOne(SMS));
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead));
  }

  @Test
  void a_resend_of_what_was_sent_is_a_blocked_repeat() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    var before = scene.message(sms(lead));
    var ruling =
        Optional.ofNullable(store.desk().resend(lead, "anna").get(Channel.SMS)).orElseThrow();
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(ruling.state()).isEqualTo(SENT);
    assertThat(ruling.entries()).extracting(e -> e.mark()).containsExactly(Mark.REPEAT);
    assertThat(scene.message(sms(lead))).isEqualTo(before);
    assertThat(scene.repeats()).isEqualTo(1);
    assertThat(scene.claim(SMS, 5)).isEmpty();
  }

  @Test
  void a_resend_does_not_touch_an_open_attempt() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    var claimed = scene.message(sms(lead));
    store.desk().resend(lead, "anna");
    assertThat(scene.message(sms(lead))).isEqualTo(claimed);
    store.passed(LEASE.plusSeconds(1));
    scene.sweep();
    store.desk().resend(lead, "anna");
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.claim(SMS, 5)).isEmpty();
  }

  @Test
  void erasing_takes_the_person_and_keeps_the_proof() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    scene.close(EMAIL, scene.claimOne(EMAIL), ACCEPTED);
    var erasure = store.desk().erase(lead, "anna");
    assertThat(erasure.found()).isTrue();
    assertThat(erasure.pending()).isEmpty();
    var row = store.records().lead(lead).orElseThrow().lead();
    assertThat(row.erased()).isTrue();
    assertThat(row.name()).isNull();
    assertThat(row.email()).isNull();
    assertThat(row.phone()).isNull();
    assertThat(row.phoneE164()).isNull();
    assertThat(row.answers()).isNull();
    assertThat(((State.Sent) scene.message(sms(lead)).state()).reference().value())
        .isEqualTo("p-1");
  }

  @Test
  void an_erased_person_is_sent_nothing() {
    var lead = scene.register(SPRING, 1);
    store.desk().erase(lead, "anna");
    store.passed(Duration.ofHours(1));
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  @Test
  void an_erased_person_who_comes_back_is_the_same_lead_without_a_message() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    scene.close(EMAIL, scene.claimOne(EMAIL), ACCEPTED);
    store.desk().erase(lead, "anna");
    var again = store.leads().register(registration(SPRING, 1, null));
    assertThat(again).isInstanceOf(Registered.Known.class);
    assertThat(((Registered.Known) again).lead()).isEqualTo(lead);
    store.passed(Duration.ofHours(1));
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(store.records().lead(lead).orElseThrow().lead().name()).isNull();
  }

  @Test
  void an_open_attempt_keeps_its_recipient_until_it_is_settled() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var erasure = store.desk().erase(lead, "anna");
    assertThat(erasure.pending()).containsExactly(Channel.SMS);
    assertThat(scene.state(email(lead))).isEqualTo(CANCELLED);
    var doubt = scene.doubt(sms(lead));
    assertThat(doubt.recipient()).isEqualTo(registration(SPRING, 1, null).phone());
    var absent = new Event.Looked(doubt.claim(), new Finding.Absent("not in the list"));
    store.doubts().settle(SMS, doubt, absent, RETRY);
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
    scene.sweep();
    assertThat(store.records().lead(lead).orElseThrow().lead().phoneE164()).isNull();
  }

  @Test
  void every_wish_is_in_the_journal_with_a_name() {
    var lead = scene.due(1);
    store.desk().cancel(sms(lead), "anna");
    store.desk().resend(lead, "boris");
    assertThat(store.records().lead(lead).orElseThrow().journal())
        .extracting(LeadFile.Line::who)
        .anyMatch(who -> who.contains("anna"))
        .anyMatch(who -> who.contains("boris"));
  }
}
