package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.web.http.Answer;
import semel.web.http.Route;

/// Callers that take their time. `House.PATIENCE` is short enough to wait for.
final class PatienceTest {

  private static final String POST =
      "POST /api/landing/proftest HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  private final CountDownLatch brokenOff = new CountDownLatch(1);
  private final House house = new House(OptionalInt.empty(), List.of(endless()));

  @AfterEach
  void close() {
    house.close();
  }

  private Route endless() {
    return Route.open(
        "GET",
        "/endless",
        _ ->
            new Answer(
                200,
                Map.of(),
                new Answer.Content.Streamed(
                    "text/plain",
                    out -> {
                      try {
                        while (true) {
                          out.write(new byte[8192]);
                        }
                      } finally {
                        brokenOff.countDown();
                      }
                    })));
  }

  /// What came until the server closed the connection, which it must do within the socket's five
  /// seconds.
  private String untilClosed(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.door.port())) {
      socket.setSoTimeout(Wire.PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      try {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
      } catch (SocketException _) {
        return "reset";
      }
    }
  }

  @Test
  void headers_that_never_end_are_not_waited_for() throws IOException {
    assertThat(untilClosed("GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: ")).isIn("", "reset");
  }

  @Test
  void a_body_that_never_ends_is_not_waited_for_and_writes_nothing() throws IOException {
    assertThat(untilClosed(POST + "Content-Length: 1000\r\n\r\n{")).doesNotContain("HTTP/1.1 2");
    assertThat(untilClosed(POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"))
        .doesNotContain("HTTP/1.1 2");
    assertThat(untilClosed("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"))
        .doesNotContain("HTTP/1.1 2");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void an_answer_that_nobody_reads_is_not_waited_for() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.door.port())) {
      socket.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
      assertThat(brokenOff.await(Wire.PATIENCE_MILLIS * 2L, TimeUnit.MILLISECONDS)).isTrue();
    }
  }

  @Test
  void a_body_in_pieces_is_taken_when_it_comes_in_time() throws IOException {
    try (var wire = new Wire(house.door.port())) {
      var body = House.VALID.getBytes(UTF_8);
      wire.write(POST + "Content-Length: " + body.length + "\r\n\r\n");
      for (var one : body) {
        wire.write(new byte[] {one});
      }
      assertThat(wire.reply().status()).isEqualTo(201);
    }
  }

  @Test
  void the_others_are_served_meanwhile() throws IOException {
    try (var slow = new Wire(house.door.port())) {
      slow.write(POST + "Content-Length: 1000\r\n\r\n{");
      assertThat(house.register(House.VALID).statusCode()).isEqualTo(201);
    }
  }
}
