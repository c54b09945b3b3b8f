package semel.web.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import semel.web.network.Trust;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// One listening port in front of a [Reception]; the only class that knows the server library well.
public final class Server {

  private static final Duration IDLE_MAX = Duration.ofSeconds(60);
  private static final int CONNECTIONS_MAX = 20_000;

  // The library ends its listener when accepting fails, so some files stay for everything else.
  private static final long OTHER_FILES = 1_000;

  // What a connection takes while it says nothing or little, twice over.
  private static final long CONNECTION_BYTES = 30_000;

  private static final int REQUEST_LINE_MAX = 8 << 10;
  private static final int HEADERS_MAX = 16 << 10;
  private static final int CHUNK = 16 << 10;

  /// From where a page of ours may load what.
  static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none';"
          + " base-uri 'none'; form-action 'self'";

  /// What a browser may do with a page; an answer that says otherwise itself wins. The policy holds
  /// inside the frames of a page as well that have no address of their own.
  private static final Map<String, String> PAGE =
      Map.of(
          "Content-Security-Policy",
          POLICY,
          // The address of a page holds ids of people.
          "Referrer-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "X-Frame-Options",
          "DENY");

  // Held here because the log manager itself holds loggers weakly.
  private static final Logger LIBRARY = Logger.getLogger("io.helidon");
  private static final Logger STARTING = Logger.getLogger("io.helidon.webserver.LoomServer");
  private static final Logger LISTENING = Logger.getLogger("io.helidon.webserver.ServerListener");

  // The library by itself: nothing on the class path adds itself, nothing is looked for at a start.
  static {
    var alone = ServiceRegistryConfig.builder().discoverServices(false);
    alone.discoverServicesFromServiceLoader(false);
    GlobalServiceRegistry.registry(ServiceRegistryManager.create(alone.build()).registry());
  }

  private final String host;
  private final int port;
  private final Reception reception;
  private final Patience patience;
  private final Trust trust;
  private final Entity.Room room = new Entity.Room();
  private @Nullable WebServer server;

  /// @param port 0 for any free one
  /// @param patience how long a caller may take over one step
  /// @param trust who is believed about callers
  public Server(String host, int port, Duration patience, Trust trust, Reception reception) {
    this.host = host;
    this.port = port;
    this.trust = trust;
    this.reception = reception;
    this.patience = new Patience(patience);
  }

  /// Loads what the library is long to load at its first use; harmless at any time.
  public static void load() {
    var _ = HttpRouting.builder();
    var _ = WebServer.builder();
  }

  /// Opens the port.
  ///
  /// @throws UncheckedIOException when the port cannot be opened
  public void start() {
    LIBRARY.setLevel(Level.WARNING);
    STARTING.setLevel(Level.OFF); // a port that is taken is told below
    LISTENING.setLevel(Level.WARNING);
    var started =
        WebServer.builder()
            .shutdownHook(false)
            .host(host)
            .port(port)
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .idleConnectionTimeout(IDLE_MAX)
            .idleConnectionPeriod(IDLE_MAX.dividedBy(6))
            .useNio(false) // its buffers are twice as large, and nobody waits for them here
            .maxTcpConnections(connectionsMax())
            .shutdownGracePeriod(Duration.ofSeconds(1))
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(REQUEST_LINE_MAX)
                    .maxHeadersSize(HEADERS_MAX)
                    .sendKeepAliveHeader(false)
                    .addReceiveListener(patience)
                    .build())
            .directHandlers(beforeRouting())
            .routing(HttpRouting.builder().addFilter(this::around).any(this::handle))
            .build()
            .start();
    if (!started.isRunning()) {
      throw new UncheckedIOException(
          new IOException(
              "Port " + port + " of " + host + " cannot be opened. Is another Semel running?"));
    }
    server = started;
    patience.start();
  }

  /// As many as files and memory allow: whoever holds connections open keeps the next caller
  /// waiting when they run out.
  private static int connectionsMax() {
    var memory = Runtime.getRuntime().maxMemory() / CONNECTION_BYTES;
    var files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount() - OTHER_FILES
            : CONNECTIONS_MAX;
    return Math.clamp(Math.min(memory, files), 500, CONNECTIONS_MAX);
  }

  /// The port it listens on, -1 when it does not.
  public int port() {
    return server == null ? -1 : server.port();
  }

  /// Answers 503, waits for up to `drain` until no call runs or comes, and closes the port.
  public void stop(Duration drain) {
    if (server == null) {
      return;
    }
    reception.drain();
    reception.awaitQuiet(drain);
    LISTENING.setLevel(Level.OFF); // it may take the closing of its own port for a failure
    server.stop();
    patience.stop();
  }

  /// Around each call, its answer already sent when the chain returns.
  private void around(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    reception.enter();
    try {
      chain.proceed();
    } finally {
      reception.leave();
    }
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      // The library would wait for the caller to close, and take what it sends for a request.
      throw new CloseConnectionException("that was the last answer on this connection");
    }
  }

  private void handle(ServerRequest request, ServerResponse response) {
    var call = Call.of(request, patience, room, trust.proxies());
    var answer = reception.receive(call);
    trust
        .cors()
        .headers(call.method(), call.rawPath(), call.headers("Origin"))
        .forEach(response::header);
    send(answer, request, response);
  }

  private void send(Answer answer, ServerRequest request, ServerResponse response) {
    var content = request.content();
    if (!content.consumed() && !request.headers().contains(HeaderNames.EXPECT)) {
      Entity.drain(request, patience);
    }
    // Where a body stays unread the next request cannot be found behind it.
    if (!content.consumed() || reception.draining()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.status(Status.create(answer.status()));
    response.header("X-Content-Type-Options", "nosniff");
    if (isPage(answer.content())) {
      PAGE.forEach(response::header);
    }
    answer.headers().forEach(response::header);
    write(answer.content(), request, response);
  }

  private static boolean isPage(Answer.Content content) {
    return switch (content) {
      case Answer.Content.Empty _, Answer.Content.Bytes _ -> false;
      case Answer.Content.Text(var type, _) -> type.startsWith("text/html");
      case Answer.Content.Streamed(var type, _) -> type.startsWith("text/html");
    };
  }

  private void write(Answer.Content content, ServerRequest request, ServerResponse response) {
    var head = request.prologue().method().text().equals("HEAD");
    switch (content) {
      case Answer.Content.Empty() -> patiently(response::send);
      case Answer.Content.Text(var type, var text) ->
          whole(type, text.getBytes(StandardCharsets.UTF_8), head, response);
      case Answer.Content.Bytes(var type, var buffer) -> {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        whole(type, bytes, head, response);
      }
      case Answer.Content.Streamed(var type, var writing) -> {
        if (head) {
          response.header("Content-Type", type);
          patiently(response::send);
        } else {
          stream(type, writing, request, response);
        }
      }
    }
  }

  private void whole(String type, byte[] bytes, boolean head, ServerResponse response) {
    response.header("Content-Type", type);
    if (head) {
      response.header("Content-Length", Integer.toString(bytes.length));
      patiently(response::send);
    } else {
      patiently(() -> response.send(bytes));
    }
  }

  private void patiently(Runnable sending) {
    patience.begin();
    try {
      sending.run();
    } finally {
      var _ = patience.end();
    }
  }

  private void stream(
      String type, Answer.Writing writing, ServerRequest request, ServerResponse response) {
    var out = new Delayed(type, response, patience);
    try {
      writing.to(out);
      out.close();
    } catch (CallerGone e) {
      throw new CloseConnectionException("the caller has left", e);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      var failure = e instanceof RuntimeException r ? r : new UncheckedIOException((IOException) e);
      var answer = reception.failed(failure);
      if (out.begun()) {
        throw new CloseConnectionException("the answer broke off", e);
      }
      send(answer, request, response);
    }
  }

  /// Requests that end before routing: unreadable ones get a 400, failed connections nothing.
  private static DirectHandlers beforeRouting() {
    var builder = DirectHandlers.builder();
    for (var type : EventType.values()) {
      builder.addHandler(type, Server::refuse);
    }
    return builder.build();
  }

  private static TransportResponse refuse(
      DirectHandler.TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    if (type == EventType.INTERNAL_ERROR) {
      // A broken connection: an answer would be mistaken for one to the next request.
      throw new CloseConnectionException("nothing to answer");
    }
    // What the library calls unsupported (HTTP/1.0, odd encodings) is still the caller's mistake.
    var code = status.code() >= 500 ? 400 : status.code();
    var answer = Answer.problem(new Problem(code, "request.bad"), Sentences.of(Locale.ENGLISH));
    var all = ServerResponseHeaders.create();
    all.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    answer.headers().forEach((name, value) -> all.set(HeaderNames.create(name), value));
    var response = TransportResponse.builder().status(Status.create(code)).headers(all);
    if (answer.content() instanceof Answer.Content.Text(var mediaType, var text)
        && !request.method().equals("HEAD")) {
      all.set(HeaderNames.CONTENT_TYPE, mediaType);
      response.entity(text.getBytes(StandardCharsets.UTF_8));
    }
    return response.build();
  }

  /// Nobody reads any more: nothing of ours failed.
  private static final class CallerGone extends IOException {
    CallerGone(Exception cause) {
      super("the caller has left", cause);
    }
  }

  /// Keeps the first bytes back, so that an early failure can still become another answer.
  private static final class Delayed extends OutputStream {
    private final byte[] buffer = new byte[CHUNK];
    private final String type;
    private final ServerResponse response;
    private final Patience patience;
    private @Nullable OutputStream out;
    private int size;

    Delayed(String type, ServerResponse response, Patience patience) {
      this.type = type;
      this.response = response;
      this.patience = patience;
    }

    boolean begun() {
      return out != null;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (var done = 0; done < length; ) {
        if (size == CHUNK) {
          pass();
        }
        var n = Math.min(CHUNK - size, length - done);
        System.arraycopy(bytes, from + done, buffer, size, n);
        size += n;
        done += n;
      }
    }

    /// What is there leaves now: the events of a live page must not wait for more.
    @Override
    public void flush() throws IOException {
      pass();
    }

    @Override
    public void close() throws IOException {
      pass().close();
    }

    private OutputStream pass() throws IOException {
      var stream = out;
      if (stream == null) {
        response.header("Content-Type", type);
        stream = response.outputStream();
        out = stream;
      }
      patience.begin();
      try {
        stream.write(buffer, 0, size);
        stream.flush();
      } catch (IOException | UncheckedIOException e) {
        throw new CallerGone(e);
      } finally {
        var _ = patience.end();
      }
      size = 0;
      return stream;
    }
  }
}
