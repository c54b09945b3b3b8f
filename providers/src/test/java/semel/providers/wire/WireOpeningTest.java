package semel.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/// Up to the first byte every failure means "not sent", and the guard has the last word.
final class WireOpeningTest {

  @Test
  void a_refused_connection_means_nothing_was_written() throws IOException {
    int port;
    try (var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = once.getLocalPort();
    }
    var asked = new AtomicInteger();

    assertThat(
            exchange("http://127.0.0.1:" + port + "/", LIMITS, () -> asked.incrementAndGet() > 0))
        .isEqualTo(new Exchange.NotWritten("The provider refused the connection."));
    assertThat(asked).hasValue(0);
  }

  @Test
  void an_unknown_host_means_nothing_was_written() {
    assertThat(exchange("http://nobody.invalid/", LIMITS, Guard.OPEN))
        .isEqualTo(new Exchange.NotWritten("The provider's host name has no address."));
  }

  @Test
  void a_connection_that_is_never_taken_up_means_nothing_was_written() throws IOException {
    var waiting = new ArrayList<Socket>();
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, waiting);
      long begun = System.nanoTime();
      Exchange exchange =
          exchange("http://127.0.0.1:" + full.getLocalPort() + "/", HASTY, Guard.OPEN);

      assertThat(exchange).isEqualTo(new Exchange.NotWritten("No connection came up in time."));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /// Connects until the kernel has no more room for this listener and drops what comes.
  private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
    for (int tried = 0; tried < 20; tried++) {
      var socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(listener.getLocalSocketAddress(), 100);
      } catch (SocketTimeoutException _) {
        return;
      }
    }
    throw new IllegalStateException("The listener took every connection.");
  }

  @Test
  void a_resolver_that_hangs_means_nothing_was_written() {
    var never = new CountDownLatch(1);
    try {
      var wire =
          wireWith(
              HASTY,
              _ -> {
                await(never);
                throw new UnknownHostException();
              });

      assertThat(wire.exchange(request("http://slow.example/"), Guard.OPEN))
          .isEqualTo(new Exchange.NotWritten("The provider's host name was not resolved in time."));
    } finally {
      never.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_next_address_is_tried_while_nothing_was_written() throws IOException {
    try (var server = RawServer.answering(OK)) {
      // Nobody listens on this port of 127.0.0.2: the server is bound to 127.0.0.1 alone.
      var wire = wireWith(LIMITS, _ -> addresses("127.0.0.2", "127.0.0.1"));

      Exchange exchange =
          wire.exchange(request("http://two.example:" + server.port() + "/"), Guard.OPEN);

      assertThat(codeOf(exchange)).isEqualTo(200);
      assertOneRequest(server);
      assertThat(server.requests().getFirst()).contains("Host: two.example:" + server.port());
    }
  }

  @Test
  void an_address_that_never_answers_leaves_time_for_the_next() throws IOException {
    var waiting = new ArrayList<Socket>();
    try (var full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"));
        var server =
            RawServer.on(
                new ServerSocket(full.getLocalPort(), 50, InetAddress.ofLiteral("127.0.0.1")),
                peer -> {
                  peer.readRequest();
                  peer.write(OK);
                })) {
      fill(full, waiting);
      var wire = wireWith(LIMITS, _ -> addresses("127.0.0.2", "127.0.0.1"));

      Exchange exchange =
          wire.exchange(request("http://two.example:" + server.port() + "/"), Guard.OPEN);

      assertThat(codeOf(exchange)).isEqualTo(200);
      assertOneRequest(server);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void no_other_address_is_tried_once_something_was_written() throws IOException {
    try (var first =
            RawServer.that(peer -> {
              peer.readRequest();
              peer.reset();
            });
        var second =
            RawServer.on(
                new ServerSocket(first.port(), 50, InetAddress.ofLiteral("127.0.0.2")),
                peer -> peer.write(OK))) {
      var wire = wireWith(LIMITS, _ -> addresses("127.0.0.1", "127.0.0.2"));

      Exchange exchange =
          wire.exchange(request("http://two.example:" + first.port() + "/"), Guard.OPEN);

      assertThat(exchange).isInstanceOf(Exchange.Lost.class);
      assertOneRequest(first);
      assertThat(second.connections()).isZero();
    }
  }

  @Test
  void the_guard_is_asked_once_after_the_connection_is_up() throws IOException {
    try (var server = RawServer.answering(OK)) {
      var asked = new AtomicInteger();
      Guard guard =
          () -> {
            eventually("the server has the connection", () -> server.connections() == 1);
            assertThat(server.bytes()).isZero();
            return asked.incrementAndGet() == 1;
          };

      assertThat(codeOf(wire(LIMITS).exchange(request(server.uri("/").toString()), guard)))
          .isEqualTo(200);
      assertThat(asked).hasValue(1);
      assertOneRequest(server);
    }
  }

  @Test
  void a_guard_that_says_no_stops_the_exchange_without_a_byte() throws IOException {
    try (var server = RawServer.answering(OK)) {
      assertThat(exchange(server.uri("/").toString(), LIMITS, () -> false))
          .isEqualTo(new Exchange.Stopped());

      eventually("the connection is over", () -> server.ended() == 1);
      assertThat(server.bytes()).isZero();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_guard_that_throws_leaves_no_connection_and_no_byte() throws IOException {
    try (var server = RawServer.answering(OK)) {
      Guard failing =
          () -> {
            throw new IllegalStateException("fenced");
          };

      assertThatThrownBy(() -> exchange(server.uri("/").toString(), LIMITS, failing))
          .hasMessage("fenced");
      eventually("the connection is over", () -> server.ended() == 1);
      assertThat(server.bytes()).isZero();
    }
  }

  @Test
  void an_exchange_whose_time_ran_out_in_the_guard_does_not_reach_the_server() throws IOException {
    try (var server = RawServer.answering(OK)) {
      Exchange exchange =
          exchange(
              server.uri("/").toString(),
              HASTY,
              () -> {
                eventually("the watchdog has closed", () -> server.ended() == 1);
                return true;
              });

      // The write was begun, so this is a loss to Semel although nothing arrived.
      assertThat(exchange).isInstanceOf(Exchange.Lost.class);
      assertThat(server.bytes()).isZero();
    }
  }

  @Test
  void a_request_goes_out_in_one_write_whatever_its_size() throws IOException {
    try (var server = RawServer.answering(OK)) {
      var sockets = new ArrayList<CountingSocket>();
      var opener =
          new Opener(
              tls(),
              _ -> addresses("127.0.0.1"),
              () -> {
                sockets.add(new CountingSocket());
                return sockets.getLast();
              });
      var request = Request.post(server.uri("/"), List.of(), "x".repeat(256 * 1024));

      Exchange exchange =
          new SocketWire("semel/test", LIMITS, opener).exchange(request, Guard.OPEN);

      assertThat(codeOf(exchange)).isEqualTo(200);
      assertThat(sockets).hasSize(1);
      assertThat(sockets.getFirst().writes())
          .containsExactly(server.requests().getFirst().length());
    }
  }

  @Test
  void bytes_the_server_has_not_taken_die_with_the_exchange() throws Exception {
    var listener = new ServerSocket();
    listener.setReceiveBufferSize(4 * 1024);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var givenUp = new CountDownLatch(1);
    try (var server =
        RawServer.on(
            listener,
            peer -> {
              givenUp.await();
              peer.readRequest();
            })) {
      var sockets =
          new Opener(
              tls(),
              _ -> addresses("127.0.0.1"),
              () -> {
                var socket = new Socket();
                try {
                  // So large that the kernel takes the whole request at once.
                  socket.setSendBufferSize(1 << 20);
                } catch (IOException failure) {
                  throw new IllegalStateException(failure);
                }
                return socket;
              });
      var request = Request.post(server.uri("/"), List.of(), "x".repeat(256 * 1024));

      assertThat(new SocketWire("semel/test", HASTY, sockets).exchange(request, Guard.OPEN))
          .isInstanceOf(Exchange.Lost.class);
      givenUp.countDown();

      eventually("the connection is over", () -> server.ended() == 1);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void a_socks_proxy_of_the_machine_is_not_used() throws IOException {
    try (var proxy = RawServer.answering(OK);
        var server = RawServer.answering(OK)) {
      System.setProperty("socksProxyHost", "127.0.0.1");
      System.setProperty("socksProxyPort", Integer.toString(proxy.port()));
      System.setProperty("socksNonProxyHosts", "");
      try {
        assertThat(codeOf(post(server, LIMITS))).isEqualTo(200);
      } finally {
        System.clearProperty("socksProxyHost");
        System.clearProperty("socksProxyPort");
        System.clearProperty("socksNonProxyHosts");
      }
      assertThat(proxy.connections()).isZero();
    }
  }

  private static Exchange exchange(String uri, Limits limits, Guard guard) {
    return wire(limits).exchange(request(uri), guard);
  }

  private static Request request(String uri) {
    return Request.post(URI.create(uri), List.of(), BODY);
  }

  private static Wire wireWith(Limits limits, Opener.Names names) {
    return new SocketWire("semel/test", limits, new Opener(tls(), names, Socket::new));
  }

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
