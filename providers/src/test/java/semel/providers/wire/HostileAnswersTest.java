package semel.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.hostile.Hostile;

/// Whatever comes back over a wire is a whole answer within the limits, or a sentence; and an
/// answer that announces its length is never made of fewer bytes than it announced.
class HostileAnswersTest {

  private static final int BODY_MAX = 4_096;
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  static List<byte[]> seeds() {
    return Stream.of(
            OK + "Content-Length: 8\r\n\r\n{\"id\":1}",
            OK
                + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n3"
                + ";x=y\r\n:1}\r\n0\r\nA: b\r\n\r\n",
            OK + "Content-Type: application/json\r\n\r\n{\"id\":1}",
            "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nRetry-After: 7\r\n\r\n",
            "HTTP/1.0 502 Bad Gateway\r\nConnection: close\r\n\r\n<html>",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "HTTP/2 200\r\n\r\n",
            OK + "A: b\r\n".repeat(201) + "\r\n",
            OK + "A: " + "b".repeat(9_000) + "\r\nContent-Length: 2\r\n\r\nok",
            OK + "Content-Length: 5000\r\n\r\n" + "x".repeat(5_000),
            OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Test
  void mutants_of_answers_are_answers_or_sentences() {
    Hostile.attack("the reader of answers", seeds(), HostileAnswersTest::read);
  }

  @Test
  void every_cut_of_an_answer_that_announces_its_length_is_no_answer() throws IOException {
    for (var whole : seeds().subList(0, 2)) {
      // The very last byte is a line feed after the end of the body: nothing can be missing.
      for (var length = 0; length < whole.length - 1; length++) {
        var cut = Arrays.copyOf(whole, length);
        assertThat(isWhole(cut)).as("%s bytes", length).isFalse();
      }
      assertThat(isWhole(whole)).isTrue();
    }
  }

  @Test
  void a_code_that_the_library_refuses_in_its_own_way_is_no_answer() throws IOException {
    assertThat(isWhole("HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8))).isFalse();
  }

  private static boolean isWhole(byte[] bytes) throws IOException {
    try {
      new AnswerReader(new ByteArrayInputStream(bytes), BODY_MAX).read();
      return true;
    } catch (Broken _) {
      return false;
    }
  }

  static void read(byte[] bytes) throws IOException {
    try {
      var in = new ByteArrayInputStream(bytes);
      var answer = new AnswerReader(in, BODY_MAX).read();
      assertThat(answer.code()).isBetween(200, 999);
      assertThat(answer.body().length()).isLessThanOrEqualTo(BODY_MAX);
      assertThat(answer.headers()).hasSizeLessThanOrEqualTo(200);
      assertThat(answer.toString()).isEqualTo("HTTP " + answer.code());
    } catch (Broken broken) {
      assertThat(broken.reason()).endsWith(".").hasSizeLessThan(100);
    }
  }
}
