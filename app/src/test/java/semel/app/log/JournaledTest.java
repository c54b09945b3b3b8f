package semel.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.app.LogLines;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.Verdict;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.simulated.SimulatedStore;

/// What people and repeats do is told in the log, and passed on unchanged.
class JournaledTest extends StoreContract {

  private final LogLines log = new LogLines("semel");
  private final LogJournal journal = new LogJournal();

  @Override
  protected StoreUnderTest open() {
    return new SimulatedStore();
  }

  @AfterEach
  void stopReading() {
    log.close();
  }

  private JournaledDesk desk() {
    return new JournaledDesk(store.desk(), journal);
  }

  private JournaledLeads leads() {
    return new JournaledLeads(store.leads(), journal);
  }

  private LeadId sent() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Accepted(new ProviderReference("p-1")));
    return lead;
  }

  @Test
  void a_first_registration_is_no_line() {
    assertThat(leads().register(Scene.registration(Scene.SPRING, 1, null)))
        .isInstanceOf(Registered.Fresh.class);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void the_same_person_again_is_one_line() {
    var lead = scene.due(1);
    assertThat(leads().register(Scene.registration(Scene.SPRING, 1, null)))
        .isInstanceOf(Registered.Known.class);
    assertThat(log.lines())
        .containsExactly(
            "[Lead "
                + lead
                + "] Registration already known - skipping duplicate"
                + " (same person again)");
  }

  @Test
  void the_same_request_again_is_one_line() {
    var request = Scene.registration(Scene.SPRING, 1, new IdempotencyKey("key-1", "fingerprint-1"));
    leads().register(request);
    assertThat(leads().register(request)).isInstanceOf(Registered.Replayed.class);
    assertThat(log.lines()).singleElement().asString().endsWith("(same request replayed)");
  }

  @Test
  void a_resend_of_what_was_sent_is_told_for_the_channel_that_was_sent() {
    var lead = sent();
    var rulings = desk().resend(lead, "anna");
    assertThat(rulings).containsOnlyKeys(Channel.SMS, Channel.EMAIL);
    assertThat(log.lines())
        .containsExactly("[Lead " + lead + "] SMS already sent - skipping duplicate");
  }

  @Test
  void a_cancelled_message_is_told() {
    var lead = scene.due(1);
    desk().cancel(sms(lead), "anna");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("[Lead " + lead + "] SMS cancelled: ");
  }

  @Test
  void a_person_who_says_that_it_was_sent_is_told_as_sent() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    scene.sweep();
    var doubt = desk().doubt(sms(lead)).orElseThrow();
    desk().resolve(sms(lead), new Verdict(doubt, true, "anna", "seen at the provider"));
    assertThat(log.lines()).contains("[Lead " + lead + "] SMS sent successfully");
  }

  @Test
  void an_erasure_tells_what_it_cancelled() {
    var lead = scene.due(1);
    assertThat(desk().erase(lead, "anna").found()).isTrue();
    assertThat(log.lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\[Lead " + lead + "\\] (SMS|Email) cancelled: .*"));
  }

  @Test
  void clicks_and_campaigns_pass_through() {
    var leads = leads();
    leads.publish(Scene.campaign("winter", Scene.TARGET));
    assertThat(leads.register(Scene.registration("winter", 2, null)))
        .isInstanceOf(Registered.Fresh.class);
    var lead = scene.register(Scene.SPRING, 3);
    assertThat(leads.click(lead, Channel.SMS)).contains(Scene.TARGET);
  }
}
