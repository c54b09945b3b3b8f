package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.LeadFile;
import semel.desk.Verdict;
import semel.lifecycle.Event;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;

/// The journal of a lead explains every state that its messages are in: each line begins where the
/// one before ended, and the last ends where the message is.
final class LeadFileTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));
  private static final Outcome UNKNOWN = new Outcome.Unknown("time-out");

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private LeadFile file(LeadId lead) {
    return store.records().lead(lead).orElseThrow();
  }

  /// The states a message went through by its journal; fails where a line does not join on.
  private List<String> explained(MessageKey key) {
    var states = new ArrayList<>(List.of("scheduled"));
    var at = file(key.lead()).journal().getFirst().at();
    for (var line : file(key.lead()).journal()) {
      assertThat(line.at()).isAfterOrEqualTo(at);
      at = line.at();
      assertThat(line.why()).isNotBlank();
      assertThat(line.who()).isNotBlank();
      if (line.channel() == key.channel() && !line.from().equals(line.to())) {
        assertThat(line.from()).as(line.toString()).isEqualTo(states.getLast());
        assertThat(line.rule()).as(line.toString()).isNotNull();
        states.add(line.to());
      }
    }
    assertThat(states.getLast()).isEqualTo(scene.state(key).key());
    return states;
  }

  private List<String> rules(LeadId lead, Channel channel) {
    return file(lead).journal().stream()
        .filter(line -> line.channel() == channel || line.channel() == null)
        .map(line -> String.valueOf(line.rule()))
        .toList();
  }

  @Test
  void a_new_lead_is_explained_by_its_registration() {
    var lead = scene.register(SPRING, 1);
    assertThat(explained(sms(lead))).containsExactly("scheduled");
    var line = file(lead).journal().getFirst();
    assertThat(line.rule()).isEqualTo("T1");
    assertThat(line.at()).isEqualTo(file(lead).lead().createdAt());
  }

  @Test
  void a_claimed_message_is_explained_by_its_claim() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    assertThat(explained(sms(lead))).containsExactly("scheduled", "claimed");
    assertThat(explained(email(lead))).containsExactly("scheduled");
    assertThat(rules(lead, Channel.SMS)).containsExactly("T1", "T2");
  }

  @Test
  void a_sent_message_is_explained_through_every_attempt() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new NotSent("busy", Scope.MESSAGE, Duration.ZERO));
    store.passed(Duration.ofMinutes(1));
    scene.release(SMS, scene.claimOne(SMS));
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    assertThat(explained(sms(lead)))
        .containsExactly(
            "scheduled", "claimed", "scheduled", "claimed", "scheduled", "claimed", "sent");
    assertThat(rules(lead, Channel.SMS)).containsExactly("T1", "T2", "T7", "T2", "T3", "T2", "T5");
    assertThat(file(lead).journal())
        .filteredOn(line -> line.to().equals("claimed"))
        .extracting(LeadFile.Line::why)
        .containsExactly("claimed, attempt 1", "claimed, attempt 2", "claimed, attempt 3");
  }

  @Test
  void a_repeat_under_its_key_is_explained_from_the_doubt() {
    var lead = scene.due(1);
    scene.close(EMAIL, scene.claimOne(EMAIL), UNKNOWN);
    store.passed(Duration.ofMinutes(1));
    scene.claimOne(EMAIL);
    assertThat(explained(email(lead)))
        .containsExactly("scheduled", "claimed", "in-doubt", "claimed");
    assertThat(rules(lead, Channel.EMAIL)).containsExactly("T1", "T2", "T4", "T8");
  }

  @Test
  void a_lapse_and_what_was_found_out_are_explained() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var doubt = scene.doubt(sms(lead));
    var absent = new Event.Looked(doubt.claim(), new Finding.Absent("not in the list"));
    store.doubts().settle(SMS, doubt, absent, RETRY);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    assertThat(explained(sms(lead)))
        .containsExactly("scheduled", "claimed", "in-doubt", "scheduled", "claimed", "sent");
  }

  @Test
  void a_persons_word_is_explained_with_the_name() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    var doubt = store.desk().doubt(sms(lead)).orElseThrow();
    store.desk().resolve(sms(lead), new Verdict(doubt, true, "anna", "seen in the cabinet"));
    store.desk().cancel(email(lead), "boris");
    assertThat(explained(sms(lead)))
        .containsExactly("scheduled", "claimed", "in-doubt", "held", "sent");
    assertThat(explained(email(lead))).containsExactly("scheduled", "cancelled");
    assertThat(file(lead).journal()).extracting(LeadFile.Line::who).contains("anna", "boris");
  }

  @Test
  void a_failed_message_is_explained() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Refused("stop list"));
    assertThat(explained(sms(lead))).containsExactly("scheduled", "claimed", "failed");
  }

  @Test
  void a_blocked_repeat_is_told_beside_the_states() {
    var lead = scene.due(1);
    store.leads().register(registration(SPRING, 1, null));
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    store.desk().resend(lead, "anna");
    assertThat(explained(sms(lead))).containsExactly("scheduled", "claimed", "sent");
    assertThat(file(lead).journal())
        .filteredOn(line -> line.mark().equals("REPEAT"))
        .extracting(LeadFile.Line::why)
        .containsExactly("form sent twice", "resend of a sent message");
  }

  @Test
  void a_lapse_in_a_held_lease_is_not_told() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.dividedBy(2));
    scene.sweep();
    assertThat(explained(sms(lead))).containsExactly("scheduled", "claimed");
  }
}
