package semel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A landing page and an operator, calling one Semel.
public record Caller(int port) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final Pattern LEAD = Pattern.compile("\"leadId\":\"([^\"]+)\"");

  /// An answer, as far as the tests care.
  public record Heard(int code, String body) {
    public String lead() {
      var match = LEAD.matcher(body);
      if (!match.find()) {
        throw new IllegalStateException("no lead in " + body);
      }
      return match.group(1);
    }
  }

  /// Registers person number `person`; the same number is the same person.
  public Heard register(int person) {
    return register(person, null);
  }

  Heard register(int person, @Nullable String key) {
    var body =
        """
        {"name":"Person %d","email":"person%d@example.com","phone":"%s","answers":{"q":1}}
        """
            .formatted(person, person, phone(person));
    var request = posted(body);
    return send(key == null ? request : request.header("Idempotency-Key", key));
  }

  /// Registers whoever this JSON describes.
  public Heard registerAs(String body) {
    return send(posted(body));
  }

  private HttpRequest.Builder posted(String body) {
    return request("/api/landing/proftest")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static String phone(int person) {
    return "+7701%07d".formatted(person);
  }

  Heard operator(String method, String path, String body) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + Stage.TOKEN)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  private static Heard send(HttpRequest.Builder request) {
    try {
      var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Heard(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
