package semel.providers.fake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Header;
import semel.providers.wire.Limits;
import semel.providers.wire.Request;
import semel.providers.wire.SocketWire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a fake the way Semel's adapters do, over the wire.
final class Caller {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Caller() {}

  static Exchange exchange(Request request, Duration patience) {
    try {
      return new SocketWire("semel/test", Limits.within(patience), SSLContext.getDefault())
          .exchange(request, Guard.OPEN);
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Answer answer(Request request) {
    Exchange exchange = exchange(request, Duration.ofSeconds(5));
    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    return ((Exchange.Answered) exchange).answer();
  }

  static JsonNode json(Answer answer) {
    return JSON.readTree(answer.body());
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  static Request form(URI uri, Map<String, String> fields) {
    return Request.post(
        uri,
        List.of(new Header("Content-Type", "application/x-www-form-urlencoded")),
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  /// Waits for a condition with a deadline.
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
