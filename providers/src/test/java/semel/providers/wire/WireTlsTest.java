package semel.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.providers.wire.Exchanges.BODY;
import static semel.providers.wire.Exchanges.HASTY;
import static semel.providers.wire.Exchanges.LIMITS;
import static semel.providers.wire.Exchanges.OK;
import static semel.providers.wire.Exchanges.assertOneRequest;
import static semel.providers.wire.Exchanges.codeOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over https nothing is written to anybody but the server that was meant.
final class WireTlsTest {

  @TempDir private static Path folder;
  private static Certificates ours;

  @BeforeAll
  static void makeACertificate() throws Exception {
    ours = Certificates.forNames(folder, "dns:localhost");
  }

  @Test
  void a_trusted_server_gets_one_request() throws Exception {
    try (var server = tlsServer()) {
      Exchange exchange =
          wire(ours.client(), LIMITS).exchange(request("localhost", server), Guard.OPEN);

      assertThat(codeOf(exchange)).isEqualTo(200);
      assertOneRequest(server);
    }
  }

  @Test
  void a_small_request_is_one_write_under_tls_too() throws Exception {
    try (var server = tlsServer()) {
      var socket = new CountingSocket();
      var opener = new Opener(ours.client(), _ -> List.of(loopback()), () -> socket);
      var written = new AtomicInteger();

      Exchange exchange =
          new SocketWire("semel/test", LIMITS, opener)
              .exchange(
                  request("localhost", server),
                  () -> {
                    written.set(socket.writes().size());
                    return true;
                  });

      assertThat(codeOf(exchange)).isEqualTo(200);
      int length = server.requests().getFirst().length();
      assertThat(socket.writes().subList(written.get(), socket.writes().size()))
          .filteredOn(size -> size >= length)
          .hasSize(1);
    }
  }

  @Test
  void an_untrusted_certificate_means_nothing_was_written() throws Exception {
    try (var server = tlsServer()) {
      assertNotWritten(
          wire(SSLContext.getDefault(), LIMITS),
          request("localhost", server),
          "The provider's certificate is not trusted or is for another name.");
      assertNoRequest(server);
    }
  }

  @Test
  void a_certificate_for_another_name_means_nothing_was_written() throws Exception {
    try (var server = tlsServer()) {
      assertNotWritten(
          wire(ours.client(), LIMITS),
          request("127.0.0.1", server),
          "The provider's certificate is not trusted or is for another name.");
      assertNoRequest(server);
    }
  }

  @Test
  void a_server_without_tls_means_nothing_was_written() throws Exception {
    try (var plain =
        RawServer.that(peer -> peer.write("HTTP/1.1 400 Bad Request\r\n\r\nno TLS here\r\n"))) {
      assertNotWritten(
          wire(ours.client(), LIMITS),
          request("localhost", plain),
          "The provider does not speak TLS as expected.");
      assertNoRequest(plain);
    }
  }

  @Test
  void a_server_that_hangs_up_in_the_handshake_means_nothing_was_written() throws Exception {
    try (var closing = RawServer.that(RawServer.Peer::reset)) {
      assertThat(wire(ours.client(), LIMITS).exchange(request("localhost", closing), Guard.OPEN))
          .isInstanceOf(Exchange.NotWritten.class);
      assertThat(closing.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_handshake_that_hangs_means_nothing_was_written() throws Exception {
    try (var silent = RawServer.that(RawServer.Peer::silence)) {
      assertNotWritten(
          wire(ours.client(), HASTY),
          request("localhost", silent),
          "No connection came up in time.");
      assertNoRequest(silent);
    }
  }

  @Test
  void an_answer_cut_under_tls_is_lost() throws Exception {
    var listener = ours.server().getServerSocketFactory().createServerSocket(0, 50, loopback());
    try (var server =
        RawServer.on(
            listener,
            peer -> {
              peer.readRequest();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{");
            })) {
      assertThat(wire(ours.client(), LIMITS).exchange(request("localhost", server), Guard.OPEN))
          .isInstanceOf(Exchange.Lost.class);
      assertOneRequest(server);
    }
  }

  private static void assertNotWritten(Wire wire, Request request, String reason) {
    var asked = new AtomicInteger();
    Exchange exchange = wire.exchange(request, () -> asked.incrementAndGet() > 0);

    assertThat(exchange).isEqualTo(new Exchange.NotWritten(reason));
    assertThat(asked).as("times the guard was asked").hasValue(0);
  }

  private static void assertNoRequest(RawServer server) {
    eventually("every connection is over", () -> server.ended() == server.connections());
    assertThat(server.requests()).isEmpty();
  }

  private static RawServer tlsServer() throws GeneralSecurityException, IOException {
    var listener = ours.server().getServerSocketFactory().createServerSocket(0, 50, loopback());
    return RawServer.on(
        listener,
        peer -> {
          peer.readRequest();
          peer.write(OK);
        });
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  private static Wire wire(SSLContext trust, Limits limits) throws NoSuchAlgorithmException {
    return new SocketWire("semel/test", limits, trust);
  }

  private static Request request(String host, RawServer server) {
    return Request.post(
        URI.create("https://" + host + ":" + server.port() + "/send"), List.of(), BODY);
  }
}
