package semel.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import semel.embedded.EmbeddedServer;

/// The one address that a Semel knows its database by, wherever it leads: what a virtual IP or a
/// proxy is in front of two servers.
final class DatabaseAddress implements AutoCloseable {

  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile EmbeddedServer server;
  private volatile CountDownLatch passable = new CountDownLatch(0);

  DatabaseAddress(EmbeddedServer server) {
    this.server = server;
    try {
      this.door = new ServerSocket(0, 256, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::acceptAll);
  }

  String url() {
    return server.url().replaceFirst(":\\d+/", ":" + door.getLocalPort() + "/");
  }

  /// New connections lead there; those that led elsewhere are cut.
  void leadTo(EmbeddedServer other) {
    server = other;
    open.forEach(DatabaseAddress::cut);
  }

  /// As in a partition of the network: connections stay, and nothing arrives any more on either
  /// side.
  void partition() {
    passable = new CountDownLatch(1);
  }

  /// What was under way arrives after all.
  void heal() {
    passable.countDown();
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        open.add(caller);
        Thread.ofVirtual().start(() -> connect(caller));
      } catch (IOException _) {
        // Closed, or gone before it was taken; the condition above decides.
      }
    }
  }

  private void connect(Socket caller) {
    var port = Integer.parseInt(server.url().replaceFirst(".*:(\\d+)/.*", "$1"));
    try (caller;
        var called = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      open.add(called);
      var back = Thread.ofVirtual().start(() -> pass(called, caller));
      pass(caller, called);
      back.join();
      open.remove(called);
    } catch (IOException _) {
      // Nobody answers there: the caller is cut off, as it would be by the network.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException _) {
      // One side is gone, so the other goes too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut(from);
      cut(to);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
    var buffer = new byte[16_384];
    for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      passable.await();
      out.write(buffer, 0, n);
      out.flush();
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed then.
    }
  }

  @Override
  public void close() {
    heal();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(DatabaseAddress::cut);
  }
}
