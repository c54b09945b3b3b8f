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
    return key == null ? registerWith(person) : registerWith(person, "Idempotency-Key", key);
  }

  /// The same with headers: names and values in turn.
  Heard registerWith(int person, String... headers) {
    return send(with(posted("proftest", person(person)), headers));
  }

  /// Registers a person for a campaign.
  Heard registerFor(String campaign, int person) {
    return send(posted(campaign, person(person)));
  }

  private static String person(int person) {
    return """
    {"name":"Person %d","email":"person%d@example.com","phone":"%s","answers":{"q":1}}
    """
        .formatted(person, person, phone(person));
  }

  /// Registers whoever this JSON describes.
  public Heard registerAs(String body) {
    return send(posted("proftest", body));
  }

  private HttpRequest.Builder posted(String campaign, String body) {
    return request("/api/landing/" + campaign)
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

  /// As a provider calls a webhook.
  Heard webhook(String path, String body, String... headers) {
    var request = with(request(path).header("Content-Type", "application/json"), headers);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
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
