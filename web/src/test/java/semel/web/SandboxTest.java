package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.message.Body;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.sandbox.Behaviour;
import semel.sandbox.SandboxProvider;

final class SandboxTest {

  private static final LeadId LEAD =
      new LeadId(UUID.fromString("0190a0a0-0000-7000-8000-00000000002a"));

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_was_taken_is_shown_newest_first_an_email_in_its_parts() {
    house.captures.take(
        new MessageKey(LEAD, Channel.SMS), new PhoneNumber("+77771234567"), new Body("Привет"));
    house.captures.take(
        new MessageKey(LEAD, Channel.EMAIL),
        new EmailAddress("a@b.kz"),
        new Body(String.join(SandboxProvider.PARTS, "Тема", "текст", "<p>html</p>")));

    assertThat(house.ask("GET", "/api/sandbox/messages").body())
        .isEqualTo(
            "{\"messages\":[{\"leadId\":\""
                + LEAD
                + "\",\"channel\":\"email\",\"reference\":\"sandbox-2\",\"recipient\":\"a@b.kz\","
                + "\"at\":\"2026-11-01T10:10:00.123Z\",\"subject\":\"Тема\",\"text\":\"текст\","
                + "\"html\":\"<p>html</p>\"},{\"leadId\":\""
                + LEAD
                + "\",\"channel\":\"sms\",\"reference\":\"sandbox-1\","
                + "\"recipient\":\"+77771234567\",\"at\":\"2026-11-01T10:10:00.123Z\","
                + "\"text\":\"Привет\"}],\"behaviour\":{\"sms\":\"normal\",\"email\":\"normal\"}}");
    assertThat(house.ask("GET", "/api/sandbox/messages?limit=1").body())
        .contains("sandbox-2")
        .doesNotContain("sandbox-1");
    assertThat(house.ask("GET", "/api/sandbox/messages?limit=501").statusCode()).isEqualTo(400);
  }

  @Test
  void each_behaviour_can_be_asked_for() {
    for (var behaviour : Behaviour.values()) {
      var body = "{\"behaviour\":\"" + behaviour.key() + "\"}";
      assertThat(house.ask("PUT", "/api/sandbox/sms", body).body())
          .isEqualTo("{\"channel\":\"sms\",\"behaviour\":\"" + behaviour.key() + "\"}");
      assertThat(house.captures.behaviour(Channel.SMS)).isEqualTo(behaviour);
      assertThat(house.captures.behaviour(Channel.EMAIL)).isEqualTo(Behaviour.NORMAL);
    }
  }

  @Test
  void another_behaviour_is_refused_with_the_ones_there_are() {
    for (var body :
        List.of(
            "{}",
            "{\"behaviour\":\"odd\"}",
            "{\"behaviour\":1}",
            "{\"behaviour\":\"down\",\"for\":\"1h\"}")) {
      var response = house.ask("PUT", "/api/sandbox/sms", body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(response.body()).contains("normal, slow, silent, refuses, down");
    }
    assertThat(house.captures.behaviour(Channel.SMS)).isEqualTo(Behaviour.NORMAL);
  }
}
