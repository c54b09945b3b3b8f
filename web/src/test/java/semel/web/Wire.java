package semel.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One connection, byte by byte, for what a well-behaved client cannot send. Every read ends after
/// five seconds.
final class Wire implements AutoCloseable {

  static final int PATIENCE_MILLIS = 5_000;

  /// One answer as it came.
  record Reply(int status, Map<String, String> headers, String body) {
    boolean closes() {
      return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
  }

  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  Wire write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Wire write(String text) throws IOException {
    return write(text.getBytes(ISO_8859_1));
  }

  /// Says that nothing more will come.
  Wire end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// The next answer, or nothing when the server closed the connection without one.
  Optional<Reply> reply(boolean toHead) throws IOException {
    var statusLine = line();
    if (statusLine.isEmpty()) {
      return Optional.empty();
    }
    var status = Integer.parseInt(statusLine.get().split(" ", 3)[1]);
    var headers = new TreeMap<String, String>();
    for (var line = line().orElse(""); !line.isEmpty(); line = line().orElse("")) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return reply(toHead);
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = toHead ? "" : new String(in.readNBytes(length), UTF_8);
    return Optional.of(new Reply(status, headers, body));
  }

  Reply reply() throws IOException {
    return reply(false).orElseThrow(() -> new IOException("closed without an answer"));
  }

  /// Whether the server has closed its side and nothing is left to read.
  boolean closed() throws IOException {
    return in.read() < 0;
  }

  private Optional<String> line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return Optional.empty();
      }
      bytes.write(b);
    }
    return Optional.of(bytes.toString(UTF_8).stripTrailing());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// A registration as bytes on the wire, with the right length.
  static byte[] post(String path, String headers, byte[] body) {
    return joined(
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1),
        body);
  }

  static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
