package semel.providers.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.answered;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.providers.Secret;
import semel.providers.wire.Exchange;
import semel.providers.wire.Header;

final class WordTest {

  private static final Secret TOKEN = new Secret("100200:AAGxyzAAGxyzAAGxyzAAGxyzAAGxyzAAGxy");

  @ParameterizedTest
  @CsvSource({
    "400, Bad Request: chat not found",
    "400, Bad Request: message thread not found",
    "401, Unauthorized",
    "403, Forbidden: bot was kicked from the group chat",
    "404, Not Found",
    "421, Misdirected Request: x",
    "500, Internal Server Error: restart"
  })
  void a_refusal_is_repeated_with_its_code(int code, String description) {
    assertThat(word(code, "{\"ok\":false,\"description\":\"" + description + "\"}"))
        .isEqualTo(new Word.Not("Telegram answered HTTP " + code + ": “" + description + "”"));
  }

  @Test
  void a_refusal_repeats_no_token() {
    var body = "{\"ok\":false,\"description\":\"bot" + TOKEN.value() + " +77771234567\"}";

    assertThat(word(401, body)).isEqualTo(new Word.Not("Telegram answered HTTP 401: “bot••• •••”"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ok\":false,\"parameters\":{\"retry_after\":37}}|9|37",
        "{\"ok\":false,\"parameters\":{\"retry_after\":\"37\"}}|9|37",
        "{\"ok\":false,\"parameters\":{\"retry_after\":9999999}}|9|86400",
        "{\"ok\":false,\"parameters\":{\"retry_after\":0}}|9|9",
        "{\"ok\":false,\"parameters\":{\"retry_after\":-4}}|9|9",
        "{\"ok\":false}|9|9",
        "<html></html>|9|9",
        "<html></html>|soon|1"
      })
  void too_many_requests_say_how_long_to_wait(String body, String header, long seconds) {
    assertThat(Word.of(answered(429, body, new Header("Retry-After", header)), TOKEN))
        .isEqualTo(new Word.Later(Duration.ofSeconds(seconds)));
  }

  @Test
  void what_the_wire_says_is_a_reason() {
    assertThat(Word.of(new Exchange.Lost("Cut."), TOKEN)).isEqualTo(new Word.Not("Cut."));
    assertThat(Word.of(new Exchange.NotWritten("No route."), TOKEN))
        .isEqualTo(new Word.Not("No route."));
    assertThat(Word.of(new Exchange.Stopped(), TOKEN)).isInstanceOf(Word.Not.class);
    assertThat(word(502, "<html>")).isEqualTo(new Word.Not("Telegram answered HTTP 502."));
  }

  private static Word word(int code, String body) {
    return Word.of(answered(code, body), TOKEN);
  }
}
