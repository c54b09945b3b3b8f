package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static semel.providers.Specimens.PHONE;
import static semel.providers.Specimens.answered;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.pause;
import static semel.providers.Specimens.secretsOf;
import static semel.providers.Specimens.words;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.message.ProviderReference;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonSettings.Codes;
import semel.providers.wire.Exchange;
import semel.providers.wire.Header;

/// Every row of the table, and everything that only looks like one.
final class SendAnswersTest {

  private static final String KEY = "kz" + "0a".repeat(34);
  private static final MobizonSettings SETTINGS =
      MobizonSettings.of(nowhere(), new Secret(KEY), null);

  private final SendAnswers answers = new SendAnswers(SETTINGS);

  @ParameterizedTest
  @CsvSource({
    "1, refused, 0",
    "2, refused, 0",
    "3, unknown, 0",
    "4, not-sent-account, 60",
    "5, not-sent-account, 60",
    "6, not-sent-account, 60",
    "7, unknown, 0",
    "8, not-sent-account, 60",
    "9, not-sent-account, 60",
    "10, unknown, 0",
    "11, not-sent-account, 60",
    "12, refused, 0",
    "13, not-sent-account, 60",
    "14, not-sent-account, 60",
    "15, unknown, 0",
    "16, unknown, 0",
    "29, unknown, 0",
    "30, not-sent-account, 1",
    "31, unknown, 0",
    "98, unknown, 0",
    "99, unknown, 0",
    "100, unknown, 0",
    "999, unknown, 0",
    "1000, unknown, 0",
    "-1, unknown, 0"
  })
  void a_code_proves_this_whether_it_is_a_number_or_a_string(
      int code, String expected, long pauseSeconds) {
    for (String written : new String[] {"" + code, "\"" + code + "\""}) {
      var outcome = outcome(200, envelope(written, "null", "Words."));

      assertThat(kind(outcome)).isEqualTo(expected);
      assertThat(pause(outcome)).isEqualTo(Duration.ofSeconds(pauseSeconds));
      assertThat(words(outcome)).startsWith("Mobizon answered code " + code + ": “Words.”");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"campaignId\":\"1\",\"messageId\":\"900001\",\"status\":1}",
        "{\"campaignId\":\"1\",\"messageId\":\"900001\",\"status\":2}",
        "{\"campaignId\":1,\"messageId\":900001,\"status\":\"2\"}",
        "{\"messageId\":\"900001\"}"
      })
  void done_with_an_id_is_accepted_moderated_or_not(String data) {
    assertThat(outcome(200, envelope("0", data, "")))
        .isEqualTo(new Outcome.Accepted(new ProviderReference("900001")));
    assertThat(outcome(200, envelope("\"0\"", data, "")))
        .isEqualTo(new Outcome.Accepted(new ProviderReference("900001")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"900001\"",
        "{\"status\":2}",
        "{\"messageId\":null,\"status\":2}",
        "{\"messageId\":\"\",\"status\":2}",
        "{\"messageId\":\"0\",\"status\":2}",
        "{\"messageId\":0,\"status\":2}",
        "{\"messageId\":{},\"status\":2}",
        "{\"messageId\":true,\"status\":2}",
        "{\"campaignId\":\"800001\",\"status\":2}",
        "{\"messageId\":\"900001\",\"status\":0}",
        "{\"messageId\":\"900001\",\"status\":3}",
        "{\"messageId\":\"900001\",\"status\":\"declined\"}",
        "{\"messageId\":\"900001\",\"status\":null}"
      })
  void done_without_an_id_or_with_an_undocumented_word_is_unknown(String data) {
    assertThat(kind(outcome(200, envelope("0", data, "")))).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 301, 302, 400, 401, 403, 404, 413, 500, 502, 503, 504})
  void without_an_envelope_no_http_code_proves_anything(int code) {
    for (String body :
        new String[] {
          "",
          "<html>Bad Gateway</html>",
          "{\"code\":8,\"data\":null,\"message\":\"Log",
          "{\"data\":null,\"message\":\"\"}",
          "{\"code\":null,\"data\":null,\"message\":\"\"}",
          "{\"code\":\"eight\",\"data\":null,\"message\":\"\"}",
          "{\"code\":8.5,\"data\":null,\"message\":\"\"}",
          "{\"code\":4294967304,\"data\":null,\"message\":\"\"}",
          "{\"code\":8,\"msg\":\"a WAF with a code of its own\"}",
          "{\"code\":0,\"code\":8,\"data\":null,\"message\":\"\"}",
          "[{\"code\":8,\"data\":null,\"message\":\"\"}]"
        }) {
      assertThat(kind(outcome(code, body))).as(body).isEqualTo("unknown");
    }
  }

  @Test
  void a_bare_429_comes_from_a_proxy_and_is_not_sent_for_as_long_as_it_says() {
    var outcome = answers.outcome(answered(429, "", new Header("Retry-After", "7")));

    assertThat(kind(outcome)).isEqualTo("not-sent-account");
    assertThat(pause(outcome)).isEqualTo(Duration.ofSeconds(7));
    assertThat(pause(outcome(429, "<html>"))).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 429, 500, 503})
  void an_envelope_rules_whatever_http_code_it_comes_with(int code) {
    var done = "{\"messageId\":\"900001\",\"status\":2}";

    assertThat(kind(outcome(code, envelope("8", "null", "")))).isEqualTo("not-sent-account");
    assertThat(kind(outcome(code, envelope("1", "null", "")))).isEqualTo("refused");
    assertThat(kind(outcome(code, envelope("15", "null", "")))).isEqualTo("unknown");
    assertThat(kind(outcome(code, envelope("0", done, "")))).isEqualTo("accepted");
  }

  @Test
  void who_distrusts_envelopes_under_a_5xx_gets_unknown_instead_of_a_refusal() {
    var wary = with(new Codes(Set.of(), Set.of(), Set.of(), Set.of(429), false));
    var done = envelope("0", "{\"messageId\":\"900001\",\"status\":2}", "");

    assertThat(kind(wary.outcome(answered(500, envelope("1", "null", ""))))).isEqualTo("unknown");
    assertThat(kind(wary.outcome(answered(503, envelope("8", "null", ""))))).isEqualTo("unknown");
    assertThat(kind(wary.outcome(answered(500, done)))).isEqualTo("accepted");
    assertThat(kind(wary.outcome(answered(400, envelope("1", "null", ""))))).isEqualTo("refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"recipient\":[\"bad\"]}|refused",
        "{\"text\":[\"bad\"]}|refused",
        "{\"recipient\":[\"bad\"],\"from\":[\"bad\"]}|refused",
        "{}|refused",
        "[]|refused",
        "\"recipient\"|refused",
        "{\"from\":[\"bad\"]}|not-sent-account",
        "{\"params\":{\"name\":[\"bad\"]}}|not-sent-account",
        "{\"params[validity]\":[\"bad\"],\"from\":\"x\"}|not-sent-account"
      })
  void a_field_that_every_message_has_alike_pauses_the_account_and_ends_no_message(
      String data, String expected) {
    assertThat(kind(outcome(200, envelope("1", data, "")))).isEqualTo(expected);
    assertThat(kind(outcome(200, envelope("12", data, "")))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Insufficient funds.",
        "Your BALANCE is low",
        "Недостаточно СРЕДСТВ на счёте",
        "Пополните баланс",
        "Қаражат жеткіліксіз"
      })
  void a_refusal_about_the_balance_ends_no_message(String message) {
    assertThat(kind(outcome(200, envelope("1", "null", message)))).isEqualTo("not-sent-account");
    assertThat(kind(outcome(200, envelope("12", "null", message)))).isEqualTo("not-sent-account");
    assertThat(kind(outcome(200, envelope("15", "null", message)))).isEqualTo("unknown");
    assertThat(kind(outcome(200, envelope("999", "null", message)))).isEqualTo("unknown");
  }

  @Test
  void codes_that_turned_out_to_mean_something_can_be_added() {
    var known = with(new Codes(Set.of(17), Set.of(10, 18), Set.of(15), Set.of(403), true));

    assertThat(kind(known.outcome(answered(200, envelope("17", "null", ""))))).isEqualTo("refused");
    for (String code : new String[] {"10", "18", "15"}) {
      var outcome = known.outcome(answered(200, envelope(code, "null", "")));
      assertThat(kind(outcome)).isEqualTo("not-sent-account");
      assertThat(pause(outcome)).isEqualTo(Duration.ofMinutes(1));
    }
    assertThat(kind(known.outcome(answered(403, "")))).isEqualTo("not-sent-account");
    assertThat(kind(known.outcome(answered(429, "")))).isEqualTo("unknown");
  }

  @Test
  void no_code_can_be_given_two_meanings_or_made_to_deny_an_acceptance() {
    for (int accepted : new int[] {0, 100}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Codes(Set.of(), Set.of(accepted), Set.of(), Set.of(), true));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codes(Set.of(15), Set.of(), Set.of(15), Set.of(), true));
  }

  @Test
  void what_the_wire_says_becomes_an_outcome() {
    assertThat(answers.outcome(new Exchange.NotWritten("No route.")))
        .isEqualTo(new Outcome.NotSent("No route.", Outcome.Scope.ACCOUNT, Duration.ofSeconds(1)));
    assertThat(answers.outcome(new Exchange.Lost("Cut."))).isEqualTo(new Outcome.Unknown("Cut."));
    assertThat(kind(answers.outcome(new Exchange.Stopped()))).isEqualTo("not-sent-message");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 12, 13, 15, 30, 999})
  void a_reason_repeats_neither_number_nor_key_nor_address(int code) {
    var said = PHONE.digits() + " +7 777 123-45-67 " + KEY + " anna.petrova@example.kz";
    var outcome = outcome(200, envelope("" + code, "{\"x\":\"" + said + "\"}", said));

    assertThat(words(outcome))
        .contains("•••")
        .doesNotContain(secretsOf(PHONE))
        .doesNotContain(KEY, "anna", "0a0a0a");
  }

  @Test
  void a_wrong_address_is_told_with_the_right_one() {
    assertThat(words(outcome(200, envelope("13", "\"api.mobizon.com\"", "Wrong domain."))))
        .contains("api.mobizon.com");
  }

  private SendAnswers with(Codes codes) {
    return new SendAnswers(SETTINGS.with(codes));
  }

  private Outcome outcome(int code, String body) {
    return answers.outcome(answered(code, body));
  }

  private static String envelope(String code, String data, String message) {
    return "{\"code\":%s,\"data\":%s,\"message\":\"%s\"}".formatted(code, data, message);
  }
}
