package semel.providers.fake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.providers.fake.FakeTelegram;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;
import semel.providers.wire.Answer;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import tools.jackson.databind.JsonNode;

final class TelegramFakeTest {

  private static final String TOKEN = "100200:fake-token-fake-token-fake-token-00";
  private static final String CHAT = "-100300";

  private final SteppedTime time = new SteppedTime();
  private final FakeTelegram telegram = new FakeTelegram(TOKEN, CHAT, time, 0);

  @AfterEach
  void close() {
    telegram.close();
  }

  @Test
  void a_text_is_accepted_and_named() {
    Answer answer = call(TOKEN, "sendMessage", Map.of("chat_id", CHAT, "text", "A1: 3 in doubt"));

    assertThat(answer.code()).isEqualTo(200);
    JsonNode whole = Caller.json(answer);
    assertThat(whole.path("ok").asBoolean()).isTrue();
    assertThat(whole.path("result").path("message_id").asLong()).isEqualTo(1001);
    assertThat(whole.path("result").path("date").asLong())
        .isEqualTo(time.instant().getEpochSecond());
    assertThat(whole.path("result").path("chat").path("id").asLong()).isEqualTo(-100300);
    assertThat(telegram.ledger().acceptedFor(CHAT))
        .extracting(Ledger.Acceptance::text, Ledger.Acceptance::reference)
        .containsExactly(tuple("A1: 3 in doubt", "1001"));
  }

  @Test
  void json_is_taken_as_well_and_the_same_text_counts_twice() {
    var request =
        Request.post(
            URI.create(telegram.uri() + "/bot" + TOKEN + "/SENDMESSAGE"),
            List.of(new Header("Content-Type", "application/json")),
            "{\"chat_id\":-100300,\"text\":\"hi\"}");

    assertThat(Caller.answer(request).code()).isEqualTo(200);
    assertThat(Caller.answer(request).code()).isEqualTo(200);
    assertThat(telegram.ledger().acceptedFor(CHAT)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -100300 | ''   | 400 | Bad Request: message text is empty
          ''      | text | 400 | Bad Request: chat_id is empty
          -1      | text | 400 | Bad Request: chat not found
          """)
  void what_is_wrong_with_a_request_is_described(
      String chat, String text, int code, String description) {
    assertError(
        call(TOKEN, "sendMessage", Map.of("chat_id", chat, "text", text)), code, description);
    assertThat(telegram.ledger().entries()).isEmpty();
  }

  @Test
  void a_text_has_at_most_4096_characters() {
    assertError(
        call(TOKEN, "sendMessage", Map.of("chat_id", CHAT, "text", "x".repeat(4097))),
        400,
        "Bad Request: message is too long");
  }

  @Test
  void a_bad_token_path_or_method_is_told_apart() {
    assertError(call("100200:other", "getMe", Map.of()), 401, "Unauthorized");
    assertError(call("no-token", "getMe", Map.of()), 404, "Not Found");
    assertError(call(TOKEN, "getNothing", Map.of()), 404, "Not Found: method not found");
  }

  @Test
  void the_health_checks_answer() {
    assertThat(
            Caller.json(call(TOKEN, "getMe", Map.of())).path("result").path("is_bot").asBoolean())
        .isTrue();
    assertThat(call(TOKEN, "getChat", Map.of("chat_id", CHAT)).code()).isEqualTo(200);
    assertError(
        call(TOKEN, "getChat", Map.of("chat_id", "-1")), 400, "Bad Request: chat not found");
  }

  @Test
  void refusals_are_as_documented() {
    telegram.faults(
        FaultPlan.script(
            Fault.RATE_LIMIT,
            Fault.REFUSE,
            Fault.BAD_CREDENTIALS,
            Fault.ERROR_500_WITHOUT_ACCEPTING));
    Map<String, String> text = Map.of("chat_id", CHAT, "text", "hi");

    Answer limited = call(TOKEN, "sendMessage", text);
    assertError(limited, 429, "Too Many Requests: retry after 3");
    assertThat(limited.header("Retry-After")).contains("3");
    assertThat(Caller.json(limited).path("parameters").path("retry_after").asInt()).isEqualTo(3);
    assertError(call(TOKEN, "sendMessage", text), 403, "Forbidden: bot was blocked by the user");
    assertError(call(TOKEN, "sendMessage", text), 401, "Unauthorized");
    assertError(call(TOKEN, "sendMessage", text), 500, "Internal Server Error: restart");
    assertThat(telegram.ledger().entries()).isEmpty();
  }

  @Test
  void the_token_is_not_in_the_ledger() {
    call(TOKEN, "sendMessage", Map.of("chat_id", CHAT, "text", "hi"));

    assertThat(telegram.ledger().requests().toString())
        .contains("sendmessage")
        .doesNotContain(TOKEN);
  }

  private static void assertError(Answer answer, int code, String description) {
    JsonNode whole = Caller.json(answer);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(whole.path("ok").asBoolean()).isFalse();
    assertThat(whole.path("error_code").asInt()).isEqualTo(code);
    assertThat(whole.path("description").asString()).isEqualTo(description);
  }

  private Answer call(String token, String method, Map<String, String> fields) {
    return Caller.answer(
        Caller.form(URI.create(telegram.uri() + "/bot" + token + "/" + method), fields));
  }
}
