package semel.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Gives prepared answers, one per request and 500 after the last, for what no fake would say.
public final class CannedServer implements AutoCloseable {

  /// One request: its path with the query, and its body.
  public record Asked(String path, String body) {}

  private record Answer(int code, String body) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public CannedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          asked.add(new Asked(exchange.getRequestURI().toString(), body));
          var answer = next();
          var bytes = answer.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  private synchronized Answer next() {
    var next = answers.poll();
    return next == null ? new Answer(500, "") : next;
  }

  public synchronized CannedServer then(int code, String body) {
    answers.add(new Answer(code, body));
    return this;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
