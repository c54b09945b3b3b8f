package semel.providers.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.EMAIL;
import static semel.providers.Specimens.PHONE;
import static semel.providers.Specimens.answered;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.pause;
import static semel.providers.Specimens.secretsOf;
import static semel.providers.Specimens.words;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.message.ProviderReference;
import semel.providers.Secret;
import semel.providers.wire.Exchange;
import semel.providers.wire.Header;

/// Every row of the table, and everything that only looks like one.
final class SendAnswersTest {

  private static final String KEY = "re_123456789_AbCdEf";
  private static final ResendSettings SETTINGS =
      ResendSettings.of(nowhere(), new Secret(KEY), "Semel <a@example.kz>");

  private final SendAnswers answers = new SendAnswers(SETTINGS);

  @ParameterizedTest
  @CsvSource({
    "400, validation_error, refused, 0",
    "400, invalid_idempotency_key, not-sent-account, 60",
    "400, something_new, unknown, 0",
    "401, missing_api_key, not-sent-account, 60",
    "401, restricted_api_key, not-sent-account, 60",
    "403, invalid_api_key, not-sent-account, 60",
    "403, validation_error, not-sent-account, 60",
    "403, invalid_permission, not-sent-account, 60",
    "403, suspended_api_key, not-sent-account, 60",
    "403, email_above_quota, not-sent-account, 60",
    "403, invalid_from_address, not-sent-account, 60",
    "403, invalid_access, not-sent-account, 60",
    "404, not_found, not-sent-account, 60",
    "405, method_not_allowed, not-sent-account, 60",
    "409, concurrent_idempotent_requests, unknown, 0",
    "409, invalid_idempotent_request, unknown-for-person, 0",
    "409, resource_locked, unknown, 0",
    "409, something_new, unknown, 0",
    "422, missing_required_field, refused, 0",
    "422, missing_required_parameter, refused, 0",
    "422, invalid_parameter, refused, 0",
    "422, invalid_attachment, refused, 0",
    "422, validation_error, refused, 0",
    "422, invalid_from_address, not-sent-account, 60",
    "422, invalid_region, not-sent-account, 60",
    "429, rate_limit_exceeded, not-sent-account, 1",
    "429, daily_quota_exceeded, not-sent-account, 3600",
    "429, monthly_quota_exceeded, not-sent-account, 3600",
    "451, security_error, refused, 0",
    "451, something_new, unknown, 0",
    "500, application_error, unknown, 0",
    "500, internal_server_error, unknown, 0",
    "500, service_unavailable, unknown, 0",
    "503, service_unavailable, unknown, 0",
    "500, validation_error, unknown, 0",
    "502, not_found, unknown, 0",
    "302, not_found, unknown, 0",
    "408, request_timeout, unknown, 0",
    "418, something_new, unknown, 0"
  })
  void a_complaint_proves_this(int code, String name, String expected, long pauseSeconds) {
    var outcome = outcome(code, complaint(code, name, "Words."));

    assertThat(kind(outcome)).isEqualTo(expected);
    assertThat(pause(outcome)).isEqualTo(Duration.ofSeconds(pauseSeconds));
  }

  @Test
  void a_200_with_an_id_is_accepted() {
    assertThat(outcome(200, "{\"id\":\"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}"))
        .isEqualTo(
            new Outcome.Accepted(new ProviderReference("49a3999c-0ce1-4ea6-ab68-afcd6dc2e794")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"id\":null}",
        "{\"id\":\"\"}",
        "{\"id\":{}}",
        "{\"id\":\"49a3",
        "[{\"id\":\"49a3\"}]",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "<html></html>"
      })
  void a_200_without_an_id_is_unknown(String body) {
    assertThat(kind(outcome(200, body))).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 301, 302, 307})
  void what_is_not_documented_is_unknown_even_with_an_id(int code) {
    assertThat(kind(outcome(code, "{\"id\":\"49a3\"}"))).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "400, unknown, 0",
    "401, not-sent-account, 60",
    "403, not-sent-account, 60",
    "404, unknown, 0",
    "405, unknown, 0",
    "409, unknown, 0",
    "422, unknown, 0",
    "429, not-sent-account, 1",
    "451, unknown, 0",
    "500, unknown, 0",
    "502, unknown, 0",
    "503, unknown, 0",
    "504, unknown, 0",
    "520, unknown, 0"
  })
  void without_a_name_only_these_prove_anything(int code, String expected, long pauseSeconds) {
    for (String body :
        new String[] {
          "",
          "error code: 1010",
          "<html>Bad Gateway</html>",
          "{\"message\":\"x\"}",
          "{\"name\":\"Not A Name\",\"message\":\"x\"}",
          "{\"name\":7}",
          "{\"name\":\"validation_error\",\"na"
        }) {
      var outcome = outcome(code, body);
      assertThat(kind(outcome)).as(body).isEqualTo(expected);
      assertThat(pause(outcome)).isEqualTo(Duration.ofSeconds(pauseSeconds));
    }
  }

  @Test
  void too_many_calls_pause_for_as_long_as_resend_says() {
    var limited =
        answered(
            429,
            complaint(429, "rate_limit_exceeded", "Too many."),
            new Header("retry-after", "4"));
    assertThat(pause(answers.outcome(limited))).isEqualTo(Duration.ofSeconds(4));

    var edge = answered(429, "<html>", new Header("Retry-After", "30"));
    assertThat(pause(answers.outcome(edge))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_complaint_about_the_sender_ends_no_message() {
    var about = "Invalid `from` field. The email address needs to follow the format.";

    assertThat(kind(outcome(422, complaint(422, "validation_error", about))))
        .isEqualTo("not-sent-account");
    assertThat(kind(outcome(400, complaint(400, "validation_error", about))))
        .isEqualTo("not-sent-account");
    assertThat(kind(outcome(422, complaint(422, "validation_error", "Invalid `to` field."))))
        .isEqualTo("refused");
  }

  @Test
  void who_doubts_that_a_refusal_proves_anything_gets_unknown_instead() {
    var wary =
        new SendAnswers(
            new ResendSettings(
                nowhere(), new Secret(KEY), "a@example.kz", ResendSettings.TTL_SAFE, false));

    for (int code : new int[] {401, 403, 422, 429}) {
      var answer = answered(code, complaint(code, "x", ""));
      assertThat(kind(wary.outcome(answer))).isEqualTo("unknown");
    }
    assertThat(kind(wary.outcome(answered(200, "{\"id\":\"49a3\"}")))).isEqualTo("accepted");
    assertThat(kind(wary.outcome(answered(409, complaint(409, "invalid_idempotent_request", "")))))
        .isEqualTo("unknown-for-person");
    assertThat(kind(wary.outcome(new Exchange.NotWritten("No route."))))
        .isEqualTo("not-sent-account");
  }

  @Test
  void what_the_wire_says_becomes_an_outcome() {
    assertThat(answers.outcome(new Exchange.NotWritten("No route.")))
        .isEqualTo(new Outcome.NotSent("No route.", Outcome.Scope.ACCOUNT, Duration.ofSeconds(1)));
    assertThat(answers.outcome(new Exchange.Lost("Cut."))).isEqualTo(new Outcome.Unknown("Cut."));
    assertThat(kind(answers.outcome(new Exchange.Stopped()))).isEqualTo("not-sent-message");
  }

  @Test
  void a_complaint_without_words_is_told_by_its_name() {
    assertThat(words(outcome(422, complaint(422, "invalid_parameter", ""))))
        .isEqualTo("Resend answered 422 invalid_parameter.");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 422, 429, 451, 500})
  void a_reason_repeats_neither_address_nor_key_nor_number(int code) {
    var said = EMAIL.address() + " <" + EMAIL.address() + "> " + KEY + " " + PHONE.digits();
    var outcome = outcome(code, complaint(code, "validation_error", said));

    assertThat(words(outcome))
        .contains("Resend answered " + code, "•••")
        .doesNotContain(secretsOf(EMAIL))
        .doesNotContain(secretsOf(PHONE))
        .doesNotContain(KEY, "re_1");
  }

  private Outcome outcome(int code, String body) {
    return answers.outcome(answered(code, body));
  }

  private static String complaint(int code, String name, String message) {
    return "{\"statusCode\":%d,\"message\":\"%s\",\"name\":\"%s\"}".formatted(code, message, name);
  }
}
