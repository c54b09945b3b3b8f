package semel.web.http;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// What a call is answered with.
///
/// @param headers beside those of the content and those that every answer carries
public record Answer(int status, Map<String, String> headers, Content content) {

  /// What follows the headers.
  public sealed interface Content {
    /// Nothing.
    record Empty() implements Content {}

    /// A text, sent as UTF-8.
    record Text(String mediaType, String text) implements Content {}

    /// A file. Its content is read, not consumed.
    record Bytes(String mediaType, ByteBuffer bytes) implements Content {}

    /// Written while it is made, for what may be too large for memory. When writing fails before
    /// anything has left, the caller still gets a problem; later, the connection breaks, so that
    /// half of it is never taken for all of it.
    record Streamed(String mediaType, Writing writing) implements Content {}
  }

  /// Writes streamed content.
  @FunctionalInterface
  public interface Writing {
    void to(OutputStream out) throws IOException;
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  /// JSON that no cache keeps.
  public static Answer json(int status, Json json) {
    return text(status, "application/json", json.text());
  }

  /// A text that no cache keeps.
  public static Answer text(int status, String mediaType, String text) {
    return new Answer(
        status, Map.of("Cache-Control", "no-store"), new Content.Text(mediaType, text));
  }

  /// A file.
  public static Answer bytes(String mediaType, ByteBuffer bytes) {
    return new Answer(200, Map.of(), new Content.Bytes(mediaType, bytes));
  }

  /// Headers only.
  public static Answer empty(int status) {
    return new Answer(status, Map.of("Cache-Control", "no-store"), new Content.Empty());
  }

  /// A page.
  public static Answer html(int status, String html) {
    return text(status, "text/html; charset=utf-8", html);
  }

  /// Sends the caller on to a page of ours, to be asked for with GET.
  public static Answer seeOther(String place) {
    return empty(303).with("Location", place);
  }

  /// Sends the caller on.
  public static Answer redirect(String location) {
    return empty(302).with("Location", location);
  }

  /// A problem in the words of a language, `application/problem+json` (RFC 9457).
  public static Answer problem(Problem problem, Sentences sentences) {
    var sentence =
        problem.fields().isEmpty()
            ? sentences.say(problem.detail())
            : problem.fields().values().stream().map(sentences::say).collect(joining(" "));
    var json =
        Json.object()
            .with("type", "about:blank")
            .with("title", Problem.title(problem.status()))
            .with("status", problem.status())
            .with("detail", sentence)
            .with("error", sentence);
    if (!problem.fields().isEmpty()) {
      var fields = Json.object();
      problem.fields().forEach((name, said) -> fields.with(name, sentences.say(said)));
      json.with("fields", fields.end());
    }
    problem.members().forEach(json::with);
    var answer = text(problem.status(), "application/problem+json", json.end().text());
    return problem.retryAfter().isZero()
        ? answer
        : answer.with("Retry-After", Long.toString(problem.retryAfter().toSeconds()));
  }

  /// The same page, which may load a box with its script, style and frame from other sites.
  ///
  /// @param origins of those sites, as in a content security policy
  public Answer embedding(String origins) {
    var own = "-src 'self' " + origins;
    return with(
        "Content-Security-Policy",
        Server.POLICY
            + ("; script" + own + "; style" + own + "; connect" + own)
            + ("; frame-src " + origins));
  }

  /// The same answer with one more header.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, content);
  }
}
