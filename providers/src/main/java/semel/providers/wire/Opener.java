package semel.providers.wire;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// Name, connection, TLS. Everything here happens before a byte of the request leaves, so every
/// failure is a [Broken] that means "not sent".
final class Opener {

  /// A connection that is up, TLS included: `raw` is the TCP socket, `spoken` what the request goes
  /// through, which over https is the TLS socket on top of it.
  record Line(Socket raw, Socket spoken) {}

  /// How a host name becomes addresses; replaced in tests.
  @FunctionalInterface
  interface Names {
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
  }

  private static final String TOO_LATE = "No connection came up in time.";
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext tls;
  private final Names names;
  private final Supplier<Socket> sockets;

  Opener(SSLContext tls, Names names, Supplier<Socket> sockets) {
    this.tls = tls;
    this.names = names;
    this.sockets = sockets;
  }

  /// Asks the system for names and sockets.
  static Opener ofTheSystem(SSLContext tls) {
    // Without NO_PROXY a socksProxyHost property would put somebody between us and the provider.
    return new Opener(
        tls, host -> List.of(InetAddress.getAllByName(host)), () -> new Socket(Proxy.NO_PROXY));
  }

  /// A fresh connection, within what the watchdog leaves.
  Line open(Request request, Watchdog watchdog) throws Broken {
    String host = request.uri().getHost();
    Socket raw = connect(resolve(host, watchdog), request.port(), watchdog);
    return new Line(raw, request.secure() ? secure(raw, host, request.port(), watchdog) : raw);
  }

  /// The system's resolver cannot be interrupted and would hold a carrier thread, so it gets a
  /// thread of the platform's and is left alone when it takes too long.
  private List<InetAddress> resolve(String host, Watchdog watchdog) throws Broken {
    var lookup = new FutureTask<>(() -> names.addressesOf(host));
    Thread.ofPlatform().daemon().name("wire-names").start(lookup);
    try {
      return lookup.get(watchdog.left(), NANOSECONDS);
    } catch (ExecutionException _) {
      throw new Broken("The provider's host name has no address.");
    } catch (TimeoutException _) {
      throw new Broken("The provider's host name was not resolved in time.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Broken("Interrupted before a connection came up.");
    }
  }

  /// Tries the addresses in turn, each with an equal share of the time that is left.
  private Socket connect(List<InetAddress> addresses, int port, Watchdog watchdog) throws Broken {
    var last = new Broken("The provider's host name has no address.");
    for (int tried = 0; tried < addresses.size(); tried++) {
      long share = watchdog.left() / (addresses.size() - tried);
      if (share <= 0) {
        throw new Broken(TOO_LATE);
      }
      Socket socket = sockets.get();
      watchdog.watch(socket);
      try {
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(addresses.get(tried), port),
            (int) Math.max(1, NANOSECONDS.toMillis(share)));
        return socket;
      } catch (IOException refusal) {
        Watchdog.abandon(socket);
        last = new Broken(whyUnconnected(refusal, watchdog));
      }
    }
    throw last;
  }

  private static String whyUnconnected(IOException refusal, Watchdog watchdog) {
    if (watchdog.fired() || refusal instanceof SocketTimeoutException) {
      return TOO_LATE;
    }
    if (refusal instanceof NoRouteToHostException) {
      return "There is no route to the provider.";
    }
    return refusal instanceof ConnectException
        ? "The provider refused the connection."
        : "The connection to the provider failed.";
  }

  private SSLSocket secure(Socket raw, String host, int port, Watchdog watchdog) throws Broken {
    try {
      var socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, bare(host), port, true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(TLS_VERSIONS);
      // No ALPN: a server that is not asked for HTTP/2 does not speak it.
      parameters.setApplicationProtocols(new String[0]);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException failure) {
      Watchdog.abandon(raw);
      throw new Broken(whyUnsecured(failure, watchdog));
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String whyUnsecured(IOException failure, Watchdog watchdog) {
    if (watchdog.fired()) {
      return TOO_LATE;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return "The provider's certificate is not trusted or is for another name.";
      }
    }
    return failure instanceof SSLException
        ? "The provider does not speak TLS as expected."
        : "The connection broke while TLS was being set up.";
  }
}
