package semel.postgres.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.account.ReceiptKind.COMPLAINED;
import static semel.account.ReceiptKind.UNDELIVERED;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.account.Outcome;
import semel.account.ReceiptKind;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.Recipient.EmailAddress;
import semel.message.State;
import semel.postgres.PostgresStops;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.reconcile.ProviderEvent;

/// An address at which nothing arrives, or from which somebody complained, is left alone.
final class StoppedTest extends StoreContract {

  private static final String ADDRESS = "aigerim@example.org";

  private final PostgresReceipts receipts = new PostgresReceipts(SharedServer.database());
  private final PostgresInbox inbox = new PostgresInbox(SharedServer.database());
  private final SaidReports post = new SaidReports("post", EMAIL);

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  /// Another person with this address, whose messages are due.
  private LeadId due(int person, String address) {
    var usual = Scene.registration(SPRING, person, null);
    var registered =
        store
            .leads()
            .register(
                new Registration(
                    SPRING,
                    usual.name(),
                    new EmailAddress(address),
                    usual.typedPhone(),
                    usual.phone(),
                    usual.source(),
                    usual.answers(),
                    null,
                    null,
                    null));
    store.passed(DELAY.plusSeconds(1));
    return ((Registered.Fresh) registered).lead();
  }

  private LeadId sent(int person, String address) {
    var lead = due(person, address);
    var accepted = new Outcome.Accepted(new ProviderReference("ref-" + person));
    scene.close(EMAIL, scene.claimOne(EMAIL), accepted);
    return lead;
  }

  private void told(LeadId lead, ReceiptKind kind, String more) {
    var said = SaidReports.reported("ref-1", lead, kind) + more;
    inbox.keep(new ProviderEvent("post", "event", said));
    receipts.handle(post, RETRY, 100);
  }

  @ParameterizedTest
  @CsvSource({"UNDELIVERED, by an earlier bounce", "COMPLAINED, by an earlier complaint"})
  void a_later_email_to_it_is_cancelled_by_its_claim_with_the_reason(
      ReceiptKind kind, String reason) {
    told(sent(1, ADDRESS), kind, " for-good");
    var lead = due(2, "Aigerim@Example.org");
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    var state = scene.message(email(lead)).state();
    assertThat(state).isInstanceOf(State.Cancelled.class);
    assertThat(((State.Cancelled) state).reason()).isEqualTo(reason);
    assertThat(store.records().lead(lead).orElseThrow().journal().getLast().rule())
        .isEqualTo("T10");
  }

  @Test
  void the_sms_to_the_same_person_leaves_and_so_do_emails_to_others() {
    told(sent(1, ADDRESS), COMPLAINED, " for-good");
    var lead = due(2, ADDRESS);
    var other = due(3, "other@example.org");
    assertThat(scene.claim(SMS, 5)).extracting(claim -> claim.key()).contains(sms(lead));
    assertThat(scene.claim(EMAIL, 5))
        .singleElement()
        .extracting(claim -> claim.key())
        .isEqualTo(email(other));
  }

  @Test
  void what_may_arrive_another_time_stops_nothing() {
    told(sent(1, ADDRESS), UNDELIVERED, "");
    due(2, ADDRESS);
    assertThat(scene.claim(EMAIL, 5)).hasSize(1);
  }

  @Test
  void it_stays_so_after_the_person_is_erased() {
    var lead = sent(1, ADDRESS);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Accepted(new ProviderReference("sms")));
    told(lead, COMPLAINED, " for-good");
    store.desk().erase(lead, "operator");
    scene.sweep();
    due(2, ADDRESS);
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
  }

  @Test
  void an_operator_lifts_it() {
    told(sent(1, ADDRESS), COMPLAINED, " for-good");
    var stops = new PostgresStops(SharedServer.database());
    assertThat(stops.lift(new EmailAddress(ADDRESS))).isTrue();
    due(2, ADDRESS);
    assertThat(scene.claim(EMAIL, 5)).hasSize(1);
  }
}
