package semel.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A collector of traces, as far as OTLP over HTTP goes; it can say no, or nothing.
final class Collector implements AutoCloseable {

  enum Manner {
    TAKING,
    REFUSING,
    HANGING
  }

  /// A span as it arrived.
  ///
  /// @param above the span that it hangs below; empty for none
  /// @param kind 1 happened inside, 3 is a call
  /// @param attributes its own and those of who told it
  record Told(
      String trace,
      String id,
      String above,
      String name,
      long kind,
      boolean failed,
      Map<String, String> attributes) {

    String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private volatile Manner manner = Manner.TAKING;

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      var body = exchange.getRequestBody().readAllBytes();
      switch (manner) {
        case TAKING -> {
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
          bodies.add(new String(body, ISO_8859_1));
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
        }
        case REFUSING -> exchange.sendResponseHeaders(400, -1);
        case HANGING -> over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// From now on.
  void manner(Manner next) {
    manner = next;
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// How many requests came, whatever became of them.
  int asked() {
    return asked.get();
  }

  /// All bytes that were taken, one character each.
  String bytes() {
    return String.join("", bodies);
  }

  /// What the header `x-key` said, of each request that was taken.
  List<String> keys() {
    return List.copyOf(keys);
  }

  /// All spans that were taken.
  List<Told> spans() {
    return bodies.stream()
        .map(body -> Protobuf.read(ByteBuffer.wrap(body.getBytes(ISO_8859_1))))
        .flatMap(request -> request.messages(1))
        .flatMap(Collector::spans)
        .toList();
  }

  private static Stream<Told> spans(Protobuf ofOneTeller) {
    var teller = new HashMap<String, String>();
    ofOneTeller.messages(1).forEach(resource -> teller.putAll(attributes(resource, 1)));
    return ofOneTeller
        .messages(2)
        .flatMap(scope -> scope.messages(2))
        .map(span -> {
          var attributes = new HashMap<>(teller);
          attributes.putAll(attributes(span, 9));
          return new Told(
              span.hex(1),
              span.hex(2),
              span.hex(4),
              span.text(5),
              span.number(6),
              span.messages(15).anyMatch(end -> end.number(3) == 2),
              attributes);
        });
  }

  /// Texts and whole numbers; Semel tells no others.
  private static Map<String, String> attributes(Protobuf message, int number) {
    var attributes = new HashMap<String, String>();
    message
        .messages(number)
        .forEach(pair ->
            pair.messages(2)
                .forEach(value -> {
                  var text = value.text(1);
                  attributes.put(
                      pair.text(1), text.isEmpty() ? Long.toString(value.number(3)) : text);
                }));
    return attributes;
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
