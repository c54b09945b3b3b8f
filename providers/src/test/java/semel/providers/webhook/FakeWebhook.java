package semel.providers.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who receives alarms, and believes only what is signed: Standard Webhooks, read anew here.
public final class FakeWebhook implements AutoCloseable {

  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /// One call that was signed rightly, whatever it was answered.
  public record Heard(String id, String body) {}

  private final HttpServer server;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile int answer = 204;

  public FakeWebhook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/alarms", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var headers = exchange.getRequestHeaders();
    var id = String.valueOf(headers.getFirst("webhook-id"));
    var at = String.valueOf(headers.getFirst("webhook-timestamp"));
    var genuine =
        ("v1," + signature(id + "." + at + "." + body))
                .equals(headers.getFirst("webhook-signature"))
            && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(at)) < 300
            && "application/json".equals(headers.getFirst("Content-Type"));
    if (genuine) {
      heard.add(new Heard(id, body));
    } else {
      refused.add(body);
    }
    exchange.sendResponseHeaders(genuine ? answer : 401, -1);
    exchange.close();
  }

  private static String signature(String signed) {
    try {
      var key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From now on answers with this code.
  public void answer(int code) {
    answer = code;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alarms");
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /// Bodies of calls that were not signed as they should be.
  public List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
