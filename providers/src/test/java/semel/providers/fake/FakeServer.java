package semel.providers.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP/1.1 over plain sockets, one request per connection. A real HTTP server would protect its
/// clients from the faults that are wanted here.
final class FakeServer implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int HEAD_BYTES_MAX = 64 * 1024;
  private static final int BODY_BYTES_MAX = 1 << 20;

  /// What is done with a request; whatever it leaves open is closed after it.
  @FunctionalInterface
  interface Handler {
    void serve(Received request, Peer peer) throws IOException, InterruptedException;
  }

  /// One request. Header names are in lower case; `fields` are the query's and a form's.
  record Received(
      String method,
      String path,
      Map<String, String> headers,
      Map<String, String> fields,
      String body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /// One answer.
  record Reply(int code, String type, Map<String, String> headers, String body) {

    static Reply json(int code, JsonNode body) {
      return new Reply(code, "application/json", Map.of(), body.toString());
    }

    static Reply html(int code, String text) {
      return new Reply(
          code,
          "text/html",
          Map.of(),
          "<html><head><title>%d</title></head><body>%s</body></html>".formatted(code, text));
    }

    Reply with(Map<String, String> more) {
      var all = new LinkedHashMap<>(headers);
      all.putAll(more);
      return new Reply(code, type, all, body);
    }

    private byte[] head(int length) {
      var head = new StringBuilder("HTTP/1.1 " + code + " -\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      head.append("Content-Type: ").append(type).append("\r\nConnection: close\r\n");
      return head.append("Content-Length: ")
          .append(length)
          .append("\r\n\r\n")
          .toString()
          .getBytes(ISO_8859_1);
    }
  }

  /// The other end of one connection.
  record Peer(Socket socket) {

    void reply(Reply reply) throws IOException {
      byte[] body = reply.body().getBytes(UTF_8);
      write(reply.head(body.length), body, body.length);
    }

    /// Announces the whole answer, writes half of its body and closes.
    void replyHalf(Reply reply) throws IOException {
      byte[] body = reply.body().getBytes(UTF_8);
      write(reply.head(body.length), body, body.length / 2);
    }

    private void write(byte[] head, byte[] body, int length) throws IOException {
      var whole = new ByteArrayOutputStream();
      whole.writeBytes(head);
      whole.write(body, 0, length);
      socket.getOutputStream().write(whole.toByteArray());
      socket.close();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket listener = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Handler handler;

  /// Listens on this port of the loopback address; 0 takes a free one.
  FakeServer(int port, Handler handler) throws IOException {
    this.handler = handler;
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
    Thread.ofVirtual().name("fake-accept").start(this::acceptAll);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().name("fake-serve").start(() -> serve(socket));
      } catch (IOException _) {
        // Closed, or a connection that died before it was taken; the condition above decides.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      handler.serve(read(new BufferedInputStream(socket.getInputStream())), new Peer(socket));
    } catch (IOException | InterruptedException _) {
      // The client went away or the fake is closing; what was accepted is in the ledger.
    } finally {
      open.remove(socket);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static Received read(InputStream in) throws IOException {
    String[] lines = readHead(in).split("\r\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length != 3) {
      throw new IOException("Not a request line.");
    }
    var headers = new LinkedHashMap<String, String>();
    for (int line = 1; line < lines.length; line++) {
      int colon = lines[line].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[line].substring(colon + 1).strip());
      }
    }
    String body = readBody(in, headers.getOrDefault("content-length", "0"));
    URI target = URI.create(first[1]);
    var fields = new LinkedHashMap<String, String>();
    decodeInto(fields, target.getRawQuery() == null ? "" : target.getRawQuery());
    if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
      decodeInto(fields, body);
    }
    return new Received(first[0], target.getPath(), headers, fields, body);
  }

  private static String readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.length() > HEAD_BYTES_MAX) {
        throw new IOException("No whole head came.");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String readBody(InputStream in, String announced) throws IOException {
    int length = Math.min(Integer.parseInt(announced), BODY_BYTES_MAX);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("No whole body came.");
    }
    return new String(body, UTF_8);
  }

  private static void decodeInto(Map<String, String> fields, String encoded) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
  }
}
