package semel.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/// The exchange that the tests of the wire make, and what they all ask of it afterwards.
final class Exchanges {

  static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 64 * 1024);
  static final Limits HASTY = new Limits(Duration.ofMillis(300), Duration.ofMillis(400), 64 * 1024);
  static final String BODY = "recipient=77000000000&text=hi";
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private Exchanges() {}

  static Wire wire(Limits limits) {
    try {
      return new SocketWire("semel/test", limits, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Exchange post(RawServer server, Limits limits) {
    return wire(limits).exchange(Request.post(server.uri("/send"), List.of(), BODY), Guard.OPEN);
  }

  static int codeOf(Exchange exchange) {
    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    return ((Exchange.Answered) exchange).answer().code();
  }

  /// One connection, one request on it, and not a byte besides.
  static void assertOneRequest(RawServer server) {
    eventually("every connection is over", () -> server.ended() == server.connections());
    assertThat(server.requests()).hasSize(1);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.bytes()).isEqualTo(server.requests().getFirst().length());
  }
}
