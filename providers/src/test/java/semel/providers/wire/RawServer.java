package semel.providers.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A server that does exactly what a test says with each connection, and counts what reached it:
/// connections, bytes, whole requests. After the test's part it keeps reading to the end of the
/// connection, so that nothing a client sends later goes uncounted.
final class RawServer implements AutoCloseable {

  /// What to do with one connection.
  @FunctionalInterface
  interface Behaviour {
    void with(Peer peer) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    Thread.ofVirtual().start(() -> acceptAll(behaviour));
  }

  static RawServer on(ServerSocket listener, Behaviour behaviour) {
    return new RawServer(listener, behaviour);
  }

  static RawServer that(Behaviour behaviour) {
    try {
      return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Reads one request, then answers these bytes and closes.
  static RawServer answering(String answer) {
    return that(peer -> {
      peer.readRequest();
      peer.write(answer);
    });
  }

  private void acceptAll(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, behaviour));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      var peer = new Peer(socket);
      behaviour.with(peer);
      if (!socket.isClosed()) {
        socket.shutdownOutput();
        peer.readToTheEnd();
      }
    } catch (IOException | InterruptedException _) {
      // The client went away or the test is over: either way this connection has ended.
    } finally {
      ended.incrementAndGet();
    }
  }

  /// One accepted connection.
  final class Peer {
    private final Socket socket;

    Peer(Socket socket) {
      this.socket = socket;
    }

    /// Reads a head and as many bytes of body as it announces.
    void readRequest() throws IOException {
      var seen = new ByteArrayOutputStream();
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        seen.write(readByte());
        head = seen.toString(ISO_8859_1);
      }
      for (int left = announcedLength(head); left > 0; left--) {
        seen.write(readByte());
      }
      requests.add(seen.toString(ISO_8859_1));
    }

    private int readByte() throws IOException {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("The client closed.");
      }
      bytes.incrementAndGet();
      return next;
    }

    private static int announcedLength(String head) {
      return head.lines()
          .filter(line -> line.startsWith("Content-Length: "))
          .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
          .findFirst()
          .orElse(0);
    }

    void write(String text) throws IOException {
      write(text.getBytes(ISO_8859_1));
    }

    void write(byte[] raw) throws IOException {
      socket.getOutputStream().write(raw);
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Says nothing for a while, as a slow server does; returns early when the client goes away.
    void hesitate(Duration time) throws IOException {
      socket.setSoTimeout(Math.toIntExact(time.toMillis()));
      try {
        readToTheEnd();
      } catch (SocketTimeoutException _) {
        // It was slow for as long as it should be.
      } finally {
        socket.setSoTimeout(0);
      }
    }

    /// Says and does nothing until the client goes away.
    void silence() throws IOException {
      readToTheEnd();
    }

    private void readToTheEnd() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        bytes.incrementAndGet();
      }
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /// Connections that are over, so that their counts no longer change.
  int ended() {
    return ended.get();
  }

  long bytes() {
    return bytes.get();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
