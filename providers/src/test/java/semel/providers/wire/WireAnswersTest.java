package semel.providers.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Eventually.eventually;
import static semel.providers.wire.Exchanges.BODY;
import static semel.providers.wire.Exchanges.LIMITS;
import static semel.providers.wire.Exchanges.OK;
import static semel.providers.wire.Exchanges.assertOneRequest;
import static semel.providers.wire.Exchanges.codeOf;
import static semel.providers.wire.Exchanges.post;
import static semel.providers.wire.Exchanges.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole answers are handed back as they came, whatever they invite a client to do.
final class WireAnswersTest {

  @Test
  void an_answer_comes_back_whole() throws IOException {
    try (var server =
        RawServer.answering(
            "HTTP/1.1 201 Created\r\nX-One: 1\r\nContent-Length: 7\r\n\r\n{\"a\":1}")) {
      Exchange exchange = post(server, LIMITS);

      assertThat(exchange)
          .isEqualTo(
              new Exchange.Answered(
                  new Answer(
                      201,
                      List.of(new Header("X-One", "1"), new Header("Content-Length", "7")),
                      "{\"a\":1}")));
      assertOneRequest(server);
    }
  }

  @Test
  void the_request_is_what_was_asked_for_and_no_more() throws IOException {
    try (var server = RawServer.answering(OK)) {
      wire(LIMITS)
          .exchange(
              Request.post(
                  server.uri("/service/message/sendsmsmessage?output=json"),
                  List.of(new Header("Content-Type", "text/plain")),
                  "жарайды"),
              Guard.OPEN);

      assertThat(server.requests())
          .containsExactly(
              "POST /service/message/sendsmsmessage?output=json HTTP/1.1\r\n"
                  + ("Host: 127.0.0.1:" + server.port() + "\r\n")
                  + "Connection: close\r\n"
                  + "User-Agent: semel/test\r\n"
                  + "Content-Type: text/plain\r\n"
                  + "Content-Length: 14\r\n\r\n"
                  + new String("жарайды".getBytes(UTF_8), ISO_8859_1));
    }
  }

  @Test
  void a_read_has_no_body_and_may_bring_its_own_name() throws IOException {
    try (var server = RawServer.answering(OK)) {
      wire(LIMITS)
          .exchange(
              Request.get(server.uri(""), List.of(new Header("user-agent", "x/1"))), Guard.OPEN);

      assertThat(server.requests())
          .containsExactly(
              "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nuser-agent: x/1\r\n\r\n"
                  .formatted(server.port()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_an_answer_and_is_not_followed(int code) throws IOException {
    try (var elsewhere = RawServer.answering(OK);
        var server =
            RawServer.answering(
                "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(code, elsewhere.uri("/there")))) {
      Exchange exchange = post(server, LIMITS);

      assertThat(codeOf(exchange)).isEqualTo(code);
      assertOneRequest(server);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | WWW-Authenticate: Basic realm="x"
          407 | Proxy-Authenticate: Basic realm="x"
          408 | Connection: close
          421 | Connection: close
          425 | Retry-After: 0
          429 | Retry-After: 0
          500 | Connection: close
          502 | Connection: close
          503 | Retry-After: 0
          504 | Connection: close
          """)
  void a_code_that_invites_a_repeat_is_an_answer_and_is_not_repeated(int code, String field)
      throws IOException {
    try (var server =
        RawServer.answering(
            "HTTP/1.1 %d No\r\n%s\r\nContent-Length: 0\r\n\r\n".formatted(code, field))) {
      Exchange exchange = post(server, LIMITS);

      assertThat(codeOf(exchange)).isEqualTo(code);
      assertOneRequest(server);
    }
  }

  @Test
  void a_kept_connection_that_the_server_closed_is_never_used_again() throws IOException {
    var keptAlive = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok";
    try (var server = RawServer.answering(keptAlive)) {
      var wire = wire(LIMITS);
      Request request = Request.post(server.uri("/"), List.of(), BODY);

      assertThat(codeOf(wire.exchange(request, Guard.OPEN))).isEqualTo(200);
      eventually("the first connection is over", () -> server.ended() == 1);
      assertThat(codeOf(wire.exchange(request, Guard.OPEN))).isEqualTo(200);

      eventually("both connections are over", () -> server.ended() == 2);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
      })
  void interim_answers_are_passed_over(String interim) throws IOException {
    try (var server = RawServer.answering(interim + OK)) {
      assertThat(codeOf(post(server, LIMITS))).isEqualTo(200);
      assertOneRequest(server);
    }
  }

  @Test
  void the_body_does_not_wait_to_be_invited() throws IOException {
    try (var server =
        RawServer.that(peer -> {
          peer.write("HTTP/1.1 100 Continue\r\n\r\n");
          peer.readRequest();
          peer.write(OK);
        })) {
      assertThat(codeOf(post(server, LIMITS))).isEqualTo(200);
      assertThat(server.requests().getFirst()).endsWith("\r\n\r\n" + BODY).doesNotContain("Expect");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nA: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nok",
        "HTTP/1.0 200 OK\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Not asked for\r\n\r\n"
      })
  void every_way_to_frame_a_body_is_read(String answer) throws IOException {
    try (var server = RawServer.answering(answer)) {
      assertThat(post(server, LIMITS))
          .isInstanceOfSatisfying(
              Exchange.Answered.class,
              answered -> {
                assertThat(answered.answer().code()).isEqualTo(200);
                assertThat(answered.answer().body()).isEqualTo("ok");
              });
      assertOneRequest(server);
    }
  }

  @Test
  void a_body_over_the_limit_is_refused_before_anything_is_opened() throws IOException {
    try (var server = RawServer.answering(OK)) {
      var request = Request.post(server.uri("/"), List.of(), "x".repeat(256 * 1024 + 1));

      assertThatThrownBy(() -> wire(LIMITS).exchange(request, Guard.OPEN))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void the_time_to_open_does_not_limit_the_answer() throws IOException {
    try (var server =
        RawServer.that(peer -> {
          peer.readRequest();
          peer.hesitate(Duration.ofMillis(500));
          peer.write(OK);
        })) {
      var limits = new Limits(Duration.ofMillis(250), Duration.ofSeconds(10), 1024);

      assertThat(codeOf(post(server, limits))).isEqualTo(200);
      assertOneRequest(server);
    }
  }
}
