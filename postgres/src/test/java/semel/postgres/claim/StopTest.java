package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.campaign.LinkCode;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.State;
import semel.postgres.PostgresStops;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// Whoever wants no messages is asked about in the claim itself.
final class StopTest extends StoreContract {

  private final PostgresStops stops = new PostgresStops(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static LinkCode code(LeadId lead) {
    var sql = "SELECT code FROM semel.lead WHERE id = '" + lead + "'";
    return new LinkCode(SharedServer.query(sql, row -> row.getString(1)));
  }

  private String why(MessageKey key) {
    var lines = store.records().lead(key.lead()).orElseThrow().journal();
    return lines.stream()
        .filter(line -> line.channel() == key.channel())
        .reduce((_, last) -> last)
        .orElseThrow()
        .why();
  }

  @Test
  void what_goes_to_a_stopped_number_is_cancelled_and_the_rest_goes_out() {
    var stopped = scene.register(SPRING, 1);
    var other = scene.register(SPRING, 2);
    stops.stop(registration(SPRING, 1, null).phone(), "operator");
    store.passed(DELAY.plusSeconds(1));
    assertThat(scene.claim(SMS, 5))
        .singleElement()
        .satisfies(claim -> assertThat(claim.key()).isEqualTo(sms(other)));
    assertThat(scene.message(sms(stopped)).state())
        .isInstanceOfSatisfying(
            State.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo("by the stop list"));
    assertThat(why(sms(stopped))).isEqualTo("cancelled by the stop list");
    assertThat(scene.claim(EMAIL, 5)).hasSize(2);
  }

  @Test
  void an_address_is_the_same_however_it_is_written() {
    var lead = scene.due(1);
    stops.stop(new EmailAddress("PERSON1@example.org"), "operator");
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(email(lead))).isEqualTo(State.Name.CANCELLED);
    assertThat(scene.claim(SMS, 5)).hasSize(1);
  }

  @Test
  void a_stop_by_link_is_for_its_channel_and_for_every_campaign() {
    var first = scene.register(SPRING, 1);
    assertThat(stops.stop(code(first), Channel.EMAIL)).isTrue();
    assertThat(stops.stop(code(first), Channel.EMAIL)).isTrue();
    assertThat(stops.stop(new LinkCode("unknown"), Channel.EMAIL)).isFalse();
    var second = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(email(second))).isEqualTo(State.Name.CANCELLED);
    assertThat(scene.claim(SMS, 5)).hasSize(2);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.stop WHERE who = 'recipient'"))
        .isEqualTo(1);
  }

  @Test
  void a_stop_outlives_the_erasure_of_its_person() {
    var first = scene.register(SPRING, 1);
    stops.stop(code(first), Channel.SMS);
    stops.stop(code(first), Channel.EMAIL);
    store.desk().erase(first, "operator");
    assertThat(SharedServer.count("SELECT count(*) FROM semel.lead WHERE phone IS NULL"))
        .isEqualTo(1);
    var again = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(sms(again))).isEqualTo(State.Name.CANCELLED);
    assertThat(scene.state(email(again))).isEqualTo(State.Name.CANCELLED);
  }

  @Test
  void an_erased_person_can_be_stopped_by_number_alone() {
    var lead = scene.register(SPRING, 1);
    store.desk().erase(lead, "operator");
    assertThat(stops.stop(code(lead), Channel.SMS)).isTrue();
    assertThat(stops.stop(code(lead), Channel.EMAIL)).isTrue();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.stop")).isEqualTo(1);
  }

  @Test
  void what_may_have_left_is_not_repeated_and_a_person_decides() {
    var lead = scene.due(1);
    scene.close(EMAIL, scene.claimOne(EMAIL), new Outcome.Unknown("no answer"));
    stops.stop(code(lead), Channel.EMAIL);
    store.passed(DELAY);
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.message(email(lead)).cancelRequested()).isTrue();
    assertThat(why(email(lead))).isEqualTo("cancel asked for by the stop list");
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(email(lead))).isEqualTo(State.Name.HELD);
  }

  @Test
  void what_is_lifted_gets_messages_again() {
    var phone = registration(SPRING, 1, null).phone();
    assertThat(stops.stop(phone, "operator")).isTrue();
    assertThat(stops.stop(phone, "operator")).isFalse();
    assertThat(stops.lift(phone)).isTrue();
    assertThat(stops.lift(phone)).isFalse();
    scene.due(1);
    assertThat(scene.claim(SMS, 5)).hasSize(1);
  }
}
