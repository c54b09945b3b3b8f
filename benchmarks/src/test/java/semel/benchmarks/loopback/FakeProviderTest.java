package semel.benchmarks.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FakeProviderTest {

  private final AtomicReference<IOException> end = new AtomicReference<>();
  private ServerSocket listening;
  private Thread provider;

  @BeforeEach
  void start() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    provider =
        Thread.ofVirtual()
            .start(() -> {
              try {
                FakeProvider.serve(listening);
              } catch (IOException e) {
                end.set(e);
              }
            });
  }

  @AfterEach
  void stop() throws Exception {
    listening.close();
    provider.join();
    assertThat(end.get()).isInstanceOf(SocketException.class);
  }

  @Test
  void semel_s_wire_is_told_that_each_message_was_taken() throws Exception {
    var posting = new Posting(listening.getLocalPort());

    posting.take("semel:a:sms");
    posting.take("semel:a:sms");

    assertThat(posting.calls()).isEqualTo(2);
  }

  @Test
  void a_prepared_request_is_answered_by_its_length() throws IOException {
    try (var connection = new Connection(listening.getLocalPort())) {
      var request = Connection.post("/emails", "{\"name\":\"Жанель\"}");

      assertThat(connection.exchange(request)).isEqualTo(200);
      assertThatThrownBy(() -> connection.exchange(request)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void where_nobody_listens_a_call_fails() throws Exception {
    var posting = new Posting(listening.getLocalPort());
    listening.close();

    assertThatThrownBy(() -> posting.take("semel:a:sms"))
        .hasMessageStartingWith("the provider did not take a message");
    assertThat(posting.calls()).isZero();
  }

  @Test
  void a_head_ends_with_the_empty_line_and_tells_the_length() throws IOException {
    var in = stream("HTTP/1.1 201 Created\r\ncontent-LENGTH: 12\r\n\r\nrest");

    var head = Connection.head(in);

    assertThat(Connection.length(head)).isEqualTo(12);
    assertThat(in.readAllBytes()).asString().isEqualTo("rest");
    assertThat(Connection.length("HTTP/1.1 204 No Content\r\n\r\n")).isZero();
    assertThatThrownBy(() -> Connection.head(stream("HTTP/1.1 201 Created\r\n")))
        .hasMessage("the connection was closed in the middle");
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
