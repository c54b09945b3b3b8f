package semel.web.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Why a call was not done, before it is put into a language.
///
/// @param fields what is wrong with each field, by name
/// @param members further members of the answer
/// @param retryAfter when to come again, zero for not at all
public record Problem(
    int status,
    Sentence detail,
    Map<String, Sentence> fields,
    Map<String, String> members,
    Duration retryAfter) {

  /// A sentence of the bundle with what goes into its places.
  public record Sentence(String key, List<String> places) {
    public Sentence {
      places = List.copyOf(places);
    }

    public Sentence(String key, String... places) {
      this(key, List.of(places));
    }
  }

  public Problem(int status, String key, String... places) {
    this(status, new Sentence(key, places), Map.of(), Map.of(), Duration.ZERO);
  }

  /// Wrong fields by name; their sentences together are the detail.
  public static Problem fields(SequencedMap<String, Sentence> fields) {
    var first = fields.firstEntry().getValue();
    return new Problem(400, first, fields, Map.of(), Duration.ZERO);
  }

  public Problem retryAfter(Duration duration) {
    return new Problem(status, detail, fields, members, duration);
  }

  public Problem with(String name, String value) {
    return new Problem(status, detail, fields, Map.of(name, value), retryAfter);
  }

  /// The phrase of an HTTP status.
  public static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "HTTP " + status;
    };
  }
}
