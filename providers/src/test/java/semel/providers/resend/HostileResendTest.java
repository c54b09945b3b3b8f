package semel.providers.resend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.answered;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.words;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.hostile.Hostile;
import semel.providers.Secret;
import semel.providers.wire.Header;

/// No body under no code makes Resend's table throw, accept without an id, or leak the key.
class HostileResendTest {

  private static final String KEY = "re_123456789_AbCdEf";
  private static final SendAnswers ANSWERS =
      new SendAnswers(ResendSettings.of(nowhere(), new Secret(KEY), "Semel <a@example.kz>"));
  private static final int[] CODES = {
    200, 201, 301, 400, 401, 403, 404, 405, 409, 422, 429, 451, 500, 503
  };

  static List<byte[]> seeds() {
    return Stream.of(
            "{\"id\":\"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}",
            "{\"statusCode\":422,\"name\":\"validation_error\",\"message\":\"The `from` field\"}",
            "{\"name\":\"invalid_idempotent_request\",\"message\":\"" + KEY + "\"}",
            "{\"name\":\"daily_quota_exceeded\",\"message\":\"x\"}",
            "<html>502</html>",
            "")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Test
  void mutants_of_answers_are_outcomes_and_accept_nothing_without_an_id() {
    Hostile.attack("Resend's table", seeds(), HostileResendTest::send);
  }

  static void send(byte[] input) {
    var body = new String(input, UTF_8);
    var code = CODES[input.length % CODES.length];
    var outcome = ANSWERS.outcome(answered(code, body, new Header("Retry-After", body)));
    assertThat(words(outcome)).isNotBlank().doesNotContain(KEY);
    switch (outcome) {
      case Outcome.Accepted(var reference) -> {
        assertThat(code).isEqualTo(200);
        assertThat(reference.value()).matches("[!-~]{1,64}");
        assertThat(body).contains("\"id\"");
      }
      case Outcome.Refused _ -> assertThat(code).isIn(400, 422, 451);
      case Outcome.NotSent _ -> assertThat(code).isBetween(400, 429);
      case Outcome.Unknown _ -> {}
    }
  }
}
