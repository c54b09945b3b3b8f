package semel.providers.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.email;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.account.ReceiptKind;
import semel.message.ProviderReference;
import semel.providers.CannedServer;
import semel.providers.Secret;
import semel.providers.fake.FakeResend;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;
import semel.reconcile.Told;

/// What Resend's events and its `last_event` mean.
final class ResendReportsTest {

  private static final Secret KEY = new Secret("re_123");
  private static final String EMAIL_ID = "56761188-7520-42d8-8898-ff6fc54ce618";

  private static final String DELIVERED =
      """
      {"type":"email.delivered","created_at":"2026-02-22T23:41:12.126Z","data":{
        "created_at":"2026-02-22T23:41:11.894719+00:00","email_id":"%s",
        "from":"Academy <hello@example.com>","to":["anna@example.kz"],"subject":"Ваш итог",
        "tags":{"lead":"01890a5d-ac96-774b-bcce-000000000001","channel":"email"}}}
      """
          .formatted(EMAIL_ID);

  private static ResendReports reports(URI url) {
    return ResendReports.of(ResendSettings.of(url, KEY, "a@example.kz"), wire());
  }

  private static Told read(String payload) {
    return ResendReports.ofEvents().read(new ProviderEvent("resend", "msg_1", payload));
  }

  @ParameterizedTest
  @CsvSource({
    "email.sent, , false",
    "email.scheduled, , false",
    "email.delivery_delayed, DELAYED, false",
    "email.delivered, DELIVERED, false",
    "email.opened, DELIVERED, false",
    "email.clicked, DELIVERED, false",
    "email.bounced, UNDELIVERED, false",
    "email.failed, UNDELIVERED, false",
    "email.suppressed, UNDELIVERED, true",
    "email.complained, COMPLAINED, true"
  })
  void an_event_is_about_the_message_that_its_tags_name(
      String type, @Nullable ReceiptKind kind, boolean forGood) {
    var word = type.substring("email.".length());
    assertThat(read(DELIVERED.replace("email.delivered", type)))
        .isEqualTo(
            new Told.Reported(
                new Receipt(new ProviderReference(EMAIL_ID), email().key(), kind, forGood, word)));
  }

  @Test
  void tags_may_come_as_a_list_as_in_reads() {
    var list =
        DELIVERED.replaceAll(
            "\"tags\":\\{[^}]*}",
            "\"tags\":[{\"name\":\"lead\",\"value\":\""
                + email().key().lead()
                + "\"},"
                + "{\"name\":\"channel\",\"value\":\"email\"}]");
    assertThat(read(list)).isEqualTo(read(DELIVERED));
  }

  @Test
  void a_bounce_says_of_what_kind_it_is_and_never_what_the_server_said() {
    var bounced =
        DELIVERED
            .replace("email.delivered", "email.bounced")
            .replace(
                "\"tags\"",
                "\"bounce\":{\"type\":\"Permanent\",\"subType\":\"NoEmail\","
                    + "\"message\":\"no anna@example.kz here\"},\"tags\"");
    assertThat(read(bounced)).isInstanceOf(Told.Reported.class);
    var receipt = ((Told.Reported) read(bounced)).receipt();
    assertThat(receipt.word()).isEqualTo("bounced Permanent NoEmail");
    assertThat(receipt.forGood()).isTrue();
    var full = ((Told.Reported) read(bounced.replace("Permanent", "Transient"))).receipt();
    assertThat(full.forGood()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"type\":\"email.delivered\"}",
        "{\"type\":7,\"data\":{}}",
        "{\"type\":\"contact.created\",\"data\":{\"email_id\":\"1\"}}",
        "{\"type\":\"email.received\",\"data\":{\"email_id\":\"1\"}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"1\"}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"1\",\"tags\":{\"lead\":\"1\"}}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"1\",\"tags\":[1,null,\"a\"]}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"1\",\"tags\":"
            + "{\"channel\":\"email\",\"lead\":\"1-1-1-1-1\"}}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"\",\"tags\":"
            + "{\"channel\":\"email\",\"lead\":\"01890a5d-ac96-774b-bcce-000000000001\"}}}",
        "{\"type\":\"email.delivered\",\"data\":{\"email_id\":\"1\",\"tags\":"
            + "{\"channel\":\"sms\",\"lead\":\"01890a5d-ac96-774b-bcce-000000000001\"}}}"
      })
  void what_is_not_about_an_email_of_semel_s_is_elsewhere(String payload) {
    assertThat(read(payload)).isInstanceOf(Told.Elsewhere.class);
  }

  @Test
  void who_has_no_account_only_reads() {
    var events = ResendReports.ofEvents();
    assertThat(events.accounts()).isEmpty();
    assertThat(events.most()).isZero();
    assertThat(events.ask(List.of(new ProviderReference(EMAIL_ID))))
        .isEqualTo(new Reports.Asked(List.of(), null));
  }

  @Test
  void an_email_that_is_asked_about_says_what_happened_to_it_last() {
    try (var resend = new FakeResend(KEY.value())) {
      var sender = new ResendSender(ResendSettings.of(resend.uri(), KEY, "a@example.kz"), wire());
      var outcome = sender.send(claim(sender, email()), () -> true);
      assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
      var reference = ((Outcome.Accepted) outcome).reference();

      assertThat(reports(resend.uri()).ask(List.of(reference)))
          .isEqualTo(
              new Reports.Asked(
                  List.of(new Receipt(reference, null, ReceiptKind.DELIVERED, false, "delivered")),
                  null));
      assertThat(resend.ledger().entries()).hasSize(1);
    }
  }

  @Test
  void what_resend_does_not_know_or_does_not_say_is_left_out() {
    var reference = new ProviderReference(EMAIL_ID);
    try (var resend = new CannedServer()) {
      for (var body :
          List.of(
              "{\"id\":\"other\",\"last_event\":\"delivered\"}",
              "{\"id\":\"" + EMAIL_ID + "\"}",
              "{\"id\":\"" + EMAIL_ID + "\",\"last_event\":\"teleported\"}",
              "<html></html>")) {
        resend.then(200, body);
        assertThat(reports(resend.uri()).ask(List.of(reference)).receipts()).isEmpty();
      }
      resend.then(404, "{\"name\":\"not_found\",\"message\":\"\"}");
      assertThat(reports(resend.uri()).ask(List.of(reference)))
          .isEqualTo(new Reports.Asked(List.of(), null));
      assertThat(resend.asked().getFirst().path()).isEqualTo("/emails/" + EMAIL_ID);
    }
  }

  @Test
  void a_reference_that_is_no_id_of_resend_s_is_not_put_into_an_address() {
    var odd = List.of(new ProviderReference("../keys"), new ProviderReference("a?b"));
    assertThat(reports(nowhere()).ask(odd)).isEqualTo(new Reports.Asked(List.of(), null));
  }

  @Test
  void a_resend_that_does_not_answer_is_a_trouble() {
    var reference = List.of(new ProviderReference(EMAIL_ID));
    assertThat(reports(nowhere()).ask(reference).trouble())
        .isEqualTo("The provider refused the connection.");
    try (var resend = new FakeResend(KEY.value())) {
      resend.sendingOnly(true);
      assertThat(reports(resend.uri()).ask(reference).trouble())
          .isEqualTo("Resend answered HTTP 401 restricted_api_key.");
    }
  }
}
