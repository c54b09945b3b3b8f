package semel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// A person's browser. It keeps its cookie, follows where it is led, and can look at several Semels
/// on one machine.
public final class Visit {

  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private String cookie = "";
  private String csrf = "";

  /// What was answered in the end, and at which path.
  public record Seen(int code, String path, String body) {}

  public Seen look(int port, String path) {
    return seen(HttpRequest.newBuilder(uri(port, path)));
  }

  /// Sends a form of the page that was looked at last: names and values in turn.
  public Seen submit(int port, String path, String... fields) {
    var form = new StringBuilder("csrf=" + encoded(csrf));
    for (var i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    return seen(
        HttpRequest.newBuilder(uri(port, path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  public Seen signIn(int port, String name, String password) {
    return submit(port, "/sign-in", "name", name, "password", password, "next", "/settings/me");
  }

  private Seen seen(HttpRequest.Builder request) {
    var answer = answer(request);
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(header -> cookie = header.substring(0, header.indexOf(';')));
    if (answer.statusCode() == 303 || answer.statusCode() == 302) {
      var place = answer.headers().firstValue("Location").orElseThrow();
      return seen(HttpRequest.newBuilder(answer.uri().resolve(place)));
    }
    var field = CSRF.matcher(answer.body());
    if (field.find()) {
      csrf = field.group(1);
    }
    return new Seen(answer.statusCode(), answer.uri().getPath(), answer.body());
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) {
    request.timeout(Duration.ofSeconds(60)).header("Accept", "text/html");
    request.header("Accept-Language", "en");
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
