package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Account;
import semel.account.Outcome;
import semel.account.ReceiptKind;
import semel.dispatch.Sender;
import semel.message.ProviderReference;
import semel.providers.CannedServer;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;
import semel.reconcile.Told;

/// A hint of Mobizon's, and what it answers when it is asked.
final class MobizonReportsTest {

  private static final Secret KEY = new Secret("kz0");

  private static final String REPORT =
      """
      {"eventId":26,"eventType":"sms-delivery-report","eventCreateTs":"2026-01-15 11:42:28",
       "webhookId":5,"attempt":1,"data":{"campaignId":800001,"messageId":900001,"segNum":1,
       "statusUpdateTs":"2026-01-15 11:42:27","status":"DELIVRD","to":"77771234567"}}
      """;

  private static MobizonSettings settings(FakeMobizon mobizon) {
    return MobizonSettings.of(mobizon.uri(), KEY, null);
  }

  private static MobizonReports reports(FakeMobizon mobizon) {
    return new MobizonReports(settings(mobizon), wire());
  }

  private static MobizonReports unreachable() {
    return new MobizonReports(MobizonSettings.of(nowhere(), KEY, null), wire());
  }

  private static Told read(String payload) {
    return unreachable().read(new ProviderEvent("mobizon", "26", payload));
  }

  private static ProviderReference sent(Sender sender) {
    var outcome = sender.send(claim(sender, sms()), () -> true);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome).reference();
  }

  @Test
  void an_event_only_names_the_message_as_either_mode_calls_it() {
    assertThat(read(REPORT))
        .isEqualTo(
            new Told.Hint(
                Set.of(new ProviderReference("900001"), new ProviderReference("campaign:800001"))));
    assertThat(unreachable().accounts())
        .extracting(Account::id)
        .extracting(Object::toString)
        .containsExactly("mobizon", "mobizon-staged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"eventType\":\"form-submission\",\"data\":{\"messageId\":1}}",
        "{\"eventType\":\"sms-delivery-report\"}",
        "{\"eventType\":\"sms-delivery-report\",\"data\":{\"messageId\":0,\"campaignId\":null}}",
        "{\"eventType\":\"sms-delivery-report\",\"data\":{\"messageId\":\"a b\"}}"
      })
  void what_names_no_message_is_elsewhere(String payload) {
    assertThat(read(payload)).isInstanceOf(Told.Elsewhere.class);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVRD, DELIVERED",
    "UNDELIV, UNDELIVERED",
    "REJECTD, UNDELIVERED",
    "EXPIRED, UNDELIVERED",
    "DELETED, UNDELIVERED",
    "PDLIVRD, DELAYED",
    "ACCEPTD, ",
    "SCHEDUL, "
  })
  void its_word_for_an_sms_in_either_mode(String word, @Nullable ReceiptKind kind) {
    try (var mobizon = new FakeMobizon(KEY.value())) {
      mobizon.rules().deliveredAfter(Duration.ZERO).finalMessage(word);
      var drafts = new ChosenDrafts();
      var one = sent(new MobizonSender(settings(mobizon), wire()));
      var staged = sent(new MobizonStagedSender(settings(mobizon), drafts, wire(), wire()));
      assertThat(staged.value()).startsWith("campaign:");

      var asked = reports(mobizon).ask(List.of(one, staged));
      assertThat(asked.trouble()).isNull();
      assertThat(asked.receipts())
          .containsExactlyElementsOf(
              kind == null
                  ? List.of()
                  : List.of(
                      new Receipt(one, null, kind, false, word),
                      new Receipt(staged, null, kind, false, word)));
      assertThat(mobizon.ledger().entries()).hasSize(2);
    }
  }

  @Test
  void many_are_asked_about_with_one_question() {
    try (var mobizon = new FakeMobizon(KEY.value())) {
      mobizon.rules().deliveredAfter(Duration.ZERO);
      var one = sent(new MobizonSender(settings(mobizon), wire()));
      var other = sent(new MobizonSender(settings(mobizon), wire()));
      var stranger = new ProviderReference("1");

      assertThat(reports(mobizon).ask(List.of(one, stranger, other)).receipts())
          .extracting(Receipt::reference)
          .containsExactlyInAnyOrder(one, other);
      assertThat(mobizon.ledger().requests(Fault.Kind.LIST)).isEqualTo(1);
    }
  }

  @Test
  void an_answer_about_something_else_is_not_taken() {
    try (var mobizon = new CannedServer()) {
      mobizon.then(
          200,
          "{\"code\":0,\"data\":[{\"id\":\"8\",\"status\":\"DELIVRD\"},{\"status\":\"DELIVRD\"},"
              + "{\"id\":\"7\"},7],\"message\":\"\"}");
      var reports = new MobizonReports(MobizonSettings.of(mobizon.uri(), KEY, null), wire());
      assertThat(reports.ask(List.of(new ProviderReference("7"))))
          .isEqualTo(new Reports.Asked(List.of(), null));
    }
  }

  @Test
  void a_mobizon_that_does_not_answer_is_a_trouble() {
    assertThat(unreachable().ask(List.of(new ProviderReference("7"))).trouble())
        .isEqualTo("The provider refused the connection.");
    try (var mobizon = new FakeMobizon("another")) {
      assertThat(reports(mobizon).ask(List.of(new ProviderReference("7"))).trouble())
          .contains("code 8");
    }
  }
}
