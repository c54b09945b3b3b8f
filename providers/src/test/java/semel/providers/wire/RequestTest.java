package semel.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {

  private static final URI SOMEWHERE =
      URI.create("https://api.example/bot12:secret/send?key=secret");

  @Test
  void nothing_secret_shows_when_things_are_printed() {
    var request =
        Request.post(SOMEWHERE, List.of(new Header("Authorization", "Bearer secret")), "secret");
    var answer = new Answer(200, List.of(new Header("X", "secret")), "secret");

    assertThat(request).hasToString("POST api.example");
    assertThat(request.headers()).hasToString("[Authorization]");
    assertThat(new Exchange.Answered(answer).toString())
        .contains("HTTP 200")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Injected: b", "a\nb", "a\u0000", "имя"})
  void a_header_value_cannot_change_the_shape_of_a_request(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.get(SOMEWHERE, List.of(new Header("X", value))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\n"})
  void a_header_name_is_a_token(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.get(SOMEWHERE, List.of(new Header(name, "x"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "Content-Length", "transfer-encoding", "Connection", "EXPECT", "Upgrade"})
  void the_headers_that_frame_a_request_are_the_wires_own(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.get(SOMEWHERE, List.of(new Header(name, "x"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.example/",
        "/send",
        "https:///send",
        "https://user:word@api.example/",
        "https://api.example/#part",
        "https://api.example/жол"
      })
  void an_address_that_is_not_plain_http_is_refused(String uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> Request.get(URI.create(uri), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "CONNECT", "get", "GET /x HTTP/1.1\r\n"})
  void a_method_the_wire_does_not_speak_is_refused(String method) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Request(method, SOMEWHERE, List.of(), ""));
  }

  @Test
  void the_port_follows_the_scheme() {
    assertThat(Request.get(SOMEWHERE, List.of()).port()).isEqualTo(443);
    assertThat(Request.get(URI.create("http://a.example"), List.of()).port()).isEqualTo(80);
    assertThat(Request.get(URI.create("http://a.example:81"), List.of()).port()).isEqualTo(81);
  }

  @Test
  void an_answer_finds_a_field_in_any_case() {
    var answer = new Answer(429, List.of(new Header("Retry-After", "7")), "");

    assertThat(answer.header("retry-after")).contains("7");
    assertThat(answer.header("ratelimit-reset")).isEmpty();
  }

  @Test
  void the_default_leaves_most_of_its_time_to_the_answer() {
    assertThat(Limits.DEFAULT)
        .isEqualTo(new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), 1 << 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(Duration.ofSeconds(3), Duration.ofSeconds(2), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(Duration.ZERO, Duration.ofSeconds(2), 1));
  }
}
