package semel.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.hostile.Hostile;
import semel.providers.wire.Answer;
import semel.providers.wire.Header;

/// What the providers share reads any text without harm, and never makes more of it than it is.
class HostileTextsTest {

  private static final Secret KEY = new Secret("re_123456789_AbCdEf");

  static List<byte[]> seeds() {
    return Stream.of(
            "{\"id\":\"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}",
            "{\"code\":0,\"data\":{\"messageId\":\"124\",\"status\":2},\"message\":\"\"}",
            "{\"id\":12,\"a\":[1,2.5,-3e7,{\"b\":null}],\"id2\":true}",
            "{\"a\":1,\"a\":2}",
            "{\"id\":100000000000000000000000000000000000000000000000000000000000000001}",
            "120",
            "Wed, 21 Oct 2026 07:28:00 GMT",
            "key re_123456789_AbCdEf of +7 (777) 123-45-67 and anna@example.kz",
            "a=1&b=%D0%96&a=2&c")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Test
  void mutants_of_texts_are_read_or_not_and_never_leak() {
    Hostile.attack("JSON, quotes, forms and Retry-After", seeds(), HostileTextsTest::read);
  }

  static void read(byte[] input) {
    var text = new String(input, UTF_8);
    json(text);
    var quoted = Quote.of(text, KEY);
    assertThat(quoted).doesNotContain(KEY.value()).hasSizeLessThanOrEqualTo(162);
    assertThat(quoted.chars().noneMatch(Character::isISOControl)).isTrue();
    var form = Form.EMPTY.with("a", text).with(text, "b");
    assertThat(form.field("a")).contains(asUtf8(text));
    var waits =
        RetryAfter.of(
            new Answer(429, List.of(new Header("Retry-After", text)), ""), Duration.ofSeconds(1));
    assertThat(waits).isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
  }

  /// A lone half of a pair has no UTF-8; decoding has made a replacement of it already.
  private static String asUtf8(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static void json(String text) {
    var object = Json.object(text);
    if (object.isEmpty()) {
      return;
    }
    for (var node : object.get()) {
      Json.id(node).ifPresent(id -> assertThat(id).matches("[!-~]{1,64}").doesNotMatch("0+"));
      Json.whole(node)
          .ifPresent(whole -> assertThat(node.asString()).matches("-?0*" + Math.abs(whole)));
      Json.text(node).ifPresent(said -> assertThat(node.isString()).isTrue());
    }
  }
}
