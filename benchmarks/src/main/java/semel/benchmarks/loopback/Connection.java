package semel.benchmarks.loopback;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A kept HTTP/1.1 connection that does as little as it can: a prepared request in one write, an
/// answer by its length.
public final class Connection implements AutoCloseable {

  private static final int HEAD_MAX = 16 * 1024;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;

  public Connection(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// A whole request.
  public static byte[] post(String path, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    var head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /// Makes one exchange.
  ///
  /// @return the code of the answer
  /// @throws IOException when there is no whole answer
  public int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    var head = head(in);
    in.skipNBytes(length(head));
    return Integer.parseInt(head.substring(9, 12));
  }

  /// Reads up to the empty line.
  ///
  /// @throws IOException when the stream ends before
  static String head(InputStream in) throws IOException {
    var bytes = new byte[HEAD_MAX];
    var size = 0;
    while (size < HEAD_MAX) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed in the middle");
      }
      bytes[size++] = (byte) next;
      if (next == '\n' && size >= 4 && bytes[size - 3] == '\n') {
        return new String(bytes, 0, size, StandardCharsets.US_ASCII);
      }
    }
    throw new IOException("a head without an end");
  }

  /// How long the body is that follows; nothing where no length is told.
  static long length(String head) {
    var place = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (place < 0) {
      return 0;
    }
    var from = place + LENGTH.length();
    return Long.parseLong(head.substring(from, head.indexOf('\r', from)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
