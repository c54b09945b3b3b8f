package semel.providers.mobizon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.answered;
import static semel.providers.Specimens.doubt;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.words;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.hostile.Hostile;
import semel.providers.Json;
import semel.providers.Secret;
import semel.providers.wire.MemorySocket;
import tools.jackson.databind.node.ObjectNode;

/// No answer of Mobizon's makes its tables throw; none accepts without an id; and only two whole
/// lists without the message say that it is absent.
class HostileMobizonTest {

  private static final String KEY = "kz" + "0a".repeat(34);
  private static final MobizonSettings SETTINGS =
      MobizonSettings.of(nowhere(), new Secret(KEY), null);
  private static final SendAnswers ANSWERS = new SendAnswers(SETTINGS);
  private static final int[] CODES = {200, 200, 200, 302, 403, 404, 429, 500};

  /// A list that does not have the message: the second answer of every question.
  private static final String EMPTY =
      "{\"code\":0,\"data\":{\"items\":[],\"totalItemCount\":\"0\"},\"message\":\"\"}";

  static List<byte[]> sends() {
    return Stream.of(
            "{\"code\":0,\"data\":{\"messageId\":\"124\",\"status\":2},\"message\":\"\"}",
            "{\"code\":1,\"data\":{\"recipient\":\"bad\"},\"message\":\"Invalid\"}",
            "{\"code\":1,\"data\":{\"from\":\"bad\"},\"message\":\"Invalid\"}",
            "{\"code\":30,\"data\":null,\"message\":\"" + KEY + "\"}",
            "{\"code\":13,\"data\":\"api.mobizon.com\",\"message\":\"\"}",
            "{\"code\":999,\"message\":\"\"}",
            "<html>502</html>")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  static List<byte[]> lists() {
    var key = sms().key().text();
    var item =
        "{\"id\":\"%s\",\"campaignId\":\"9\",\"to\":\"%s\",\"text\":\""
            + "hi\",\"campaign\":{\"name\":\"%s\"}}";
    var list = "{\"code\":0,\"data\":{\"items\":[%s],\"totalItemCount\":%s},\"message\":\"\"}";
    var ours = item.formatted("1", "77771234567", key);
    var other = item.formatted("2", "77009998877", "spring");
    return Stream.of(
            EMPTY,
            list.formatted(ours, 1),
            list.formatted(ours + "," + other, 2),
            list.formatted(other, 1),
            list.formatted(other, 2),
            "{\"code\":0,\"data\":{\"totalItemCount\":0}}",
            "{\"code\":4,\"data\":null,\"message\":\"Bad module\"}",
            "")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Test
  void mutants_of_answers_are_outcomes_and_accept_nothing_without_an_id() {
    Hostile.attack("Mobizon's table", sends(), HostileMobizonTest::send);
  }

  @Test
  void mutants_of_lists_are_findings_and_absent_only_where_a_whole_list_is() {
    Hostile.attack("Mobizon's lists", lists(), 10, HostileMobizonTest::ask);
  }

  static void send(byte[] input) {
    var body = new String(input, UTF_8);
    var code = CODES[input.length % CODES.length];
    var outcome = ANSWERS.outcome(answered(code, body));
    assertThat(words(outcome)).isNotBlank().doesNotContain(KEY);
    if (outcome instanceof Outcome.Accepted(var reference)) {
      assertThat(reference.value()).matches("[!-~]{1,64}");
      assertThat(body).contains("messageId");
    }
    if (outcome instanceof Outcome.Refused) {
      assertThat(Json.object(body)).isPresent();
    }
  }

  static void ask(byte[] input) {
    var asked = new AtomicInteger();
    var wire =
        MemorySocket.wire(() -> http(asked.getAndIncrement() == 0 ? input : EMPTY.getBytes(UTF_8)));
    var finding =
        new MobizonInquiry(SETTINGS, wire)
            .ask(doubt(sms(), null, Instant.parse("2026-06-24T18:13:15Z")));
    var list = Json.object(new String(input, UTF_8));
    switch (finding) {
      case Finding.Found(var reference) -> {
        assertThat(reference.value()).isNotBlank();
        assertThat(new String(input, UTF_8)).contains("semel");
      }
      case Finding.Absent _ -> assertThat(isWhole(list.orElseThrow())).isTrue();
      case Finding.Ambiguous(var why) -> assertThat(why).isNotBlank();
      case Finding.NoAnswer(var why) -> assertThat(why).isNotBlank().doesNotContain(KEY);
    }
  }

  private static boolean isWhole(ObjectNode list) {
    var items = list.path("data").path("items");
    return Json.whole(list.path("code")).orElse(-1) == 0
        && items.isArray()
        && Json.whole(list.path("data").path("totalItemCount")).orElse(-1) == items.size();
  }

  private static byte[] http(byte[] body) {
    var head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
    var whole = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(UTF_8), 0, whole, 0, head.length());
    System.arraycopy(body, 0, whole, head.length(), body.length);
    return whole;
  }
}
