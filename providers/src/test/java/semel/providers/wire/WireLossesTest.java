package semel.providers.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.providers.wire.Exchanges.BODY;
import static semel.providers.wire.Exchanges.HASTY;
import static semel.providers.wire.Exchanges.LIMITS;
import static semel.providers.wire.Exchanges.OK;
import static semel.providers.wire.Exchanges.assertOneRequest;
import static semel.providers.wire.Exchanges.codeOf;
import static semel.providers.wire.Exchanges.post;
import static semel.providers.wire.Exchanges.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything after the first byte that is not a whole answer is a loss, and is not repeated.
final class WireLossesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "H",
        "HTTP/1.1 200",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 429 Slow down\r\nRetry-After: 1",
        "HTTP/1.1 429 Slow down\r\nRetry-After: 1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"1\"",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n"
      })
  void half_an_answer_is_lost(String half) throws IOException {
    try (var server = RawServer.answering(half)) {
      assertThat(post(server, LIMITS)).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(server);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n\r\n\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "hello\r\nworld\r\n\r\n",
        "HTTP/1.1 two hundred OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/2 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\nok",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"
      })
  void what_is_not_http_is_lost(String garbage) throws IOException {
    try (var server = RawServer.answering(garbage)) {
      assertThat(post(server, LIMITS)).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(server);
    }
  }

  /// Frames of HTTP/2 in answer to HTTP/1.1: GOAWAY and RST_STREAM with REFUSED_STREAM (7), both of
  /// which tell an HTTP/2 client that a repeat is safe.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "000000040000000000" + "000008070000000000" + "0000000000000000",
        "000000040000000000" + "000004030000000001" + "00000007"
      })
  void frames_of_http2_are_lost_and_not_repeated(String frames) throws IOException {
    byte[] raw = HexFormat.of().parseHex(frames);
    try (var closing =
            RawServer.that(peer -> {
              peer.readRequest();
              peer.write(raw);
            });
        var staying =
            RawServer.that(peer -> {
              peer.readRequest();
              peer.write(raw);
              peer.silence();
            })) {
      assertThat(post(closing, LIMITS)).isInstanceOf(Exchange.Lost.class);
      assertThat(post(staying, HASTY)).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(closing);
      assertOneRequest(staying);
    }
  }

  @Test
  void a_reset_after_the_request_is_lost() throws IOException {
    try (var server =
        RawServer.that(peer -> {
          peer.readRequest();
          peer.reset();
        })) {
      assertThat(post(server, LIMITS)).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(server);
    }
  }

  @Test
  void a_reset_before_the_request_was_read_is_lost_too() throws IOException {
    var guarded = new CountDownLatch(1);
    try (var server =
        RawServer.that(peer -> {
          guarded.await();
          peer.reset();
        })) {
      // The guard waits for the reset, so that the write is what meets it.
      Exchange exchange =
          wire(LIMITS)
              .exchange(
                  Request.post(server.uri("/"), List.of(), BODY),
                  () -> {
                    guarded.countDown();
                    eventually("the server has reset", () -> server.ended() == 1);
                    return true;
                  });

      assertThat(exchange).isInstanceOf(Exchange.Lost.class);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_server_that_never_answers_is_lost_at_the_deadline() throws IOException {
    try (var server =
        RawServer.that(peer -> {
          peer.readRequest();
          peer.silence();
        })) {
      long begun = System.nanoTime();
      Exchange exchange = post(server, HASTY);

      assertThat(exchange).isEqualTo(new Exchange.Lost("No complete answer came within 400 ms."));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(400), Duration.ofSeconds(4));
      assertOneRequest(server);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\n\r\n", ""})
  void a_server_that_drips_is_lost_at_the_deadline(String beginning) throws IOException {
    try (var server =
        RawServer.that(peer -> {
          peer.readRequest();
          peer.write(beginning.isEmpty() ? "HTTP/1.1 200 " : beginning);
          while (true) {
            peer.write("x");
            peer.hesitate(Duration.ofMillis(10));
          }
        })) {
      assertThat(post(server, HASTY))
          .isEqualTo(new Exchange.Lost("No complete answer came within 400 ms."));
      assertOneRequest(server);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n%s\r\n0\r\n\r\n"
      })
  void an_answer_over_the_limit_is_lost(String frame) throws IOException {
    try (var server = RawServer.answering(frame.formatted("x".repeat(65_537)))) {
      assertThat(post(server, LIMITS))
          .isEqualTo(new Exchange.Lost("The answer is larger than 65536 bytes."));
      assertOneRequest(server);
    }
  }

  @Test
  void an_answer_at_the_limit_is_read() throws IOException {
    try (var server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(65_536))) {
      assertThat(codeOf(post(server, LIMITS))).isEqualTo(200);
    }
  }

  @Test
  void a_head_without_end_is_lost() throws IOException {
    try (var manyFields =
            RawServer.answering("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(201) + "\r\n");
        var longField =
            RawServer.answering("HTTP/1.1 200 OK\r\nA: " + "b".repeat(20_000) + "\r\n\r\n");
        var interimOnly = RawServer.answering("HTTP/1.1 100 Continue\r\n\r\n".repeat(50) + OK)) {
      var tooMuch = new Exchange.Lost("The head of the answer is over the limit.");
      assertThat(post(manyFields, LIMITS)).isEqualTo(tooMuch);
      assertThat(post(longField, LIMITS)).isEqualTo(tooMuch);
      assertThat(post(interimOnly, LIMITS)).isInstanceOf(Exchange.Lost.class);
    }
  }

  @Test
  void no_answer_whatever_makes_the_wire_throw() throws IOException {
    var random = new Random(20_261_101);
    var whole = "HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    try (var server =
        RawServer.that(peer -> {
          byte[] mutated = whole.getBytes(ISO_8859_1);
          for (int change = 0; change < 3; change++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
          }
          peer.readRequest();
          peer.write(mutated);
        })) {
      for (int round = 0; round < 300; round++) {
        assertThat(post(server, LIMITS))
            .isInstanceOfAny(Exchange.Answered.class, Exchange.Lost.class);
      }
      assertThat(server.requests()).hasSize(300);
      assertThat(server.connections()).isEqualTo(300);
    }
  }

  @Test
  void an_interrupt_ends_the_exchange() throws Exception {
    try (var server =
        RawServer.that(peer -> {
          peer.readRequest();
          peer.silence();
        })) {
      var exchange = new FutureTask<>(() -> post(server, LIMITS));
      Thread caller = Thread.ofVirtual().start(exchange);
      eventually("the request arrived", () -> server.requests().size() == 1);
      caller.interrupt();

      assertThat(exchange.get()).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(server);
    }
  }
}
