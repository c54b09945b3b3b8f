package semel.web.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The sites whose pages may send registrations from a browser and read what became of them (CORS,
/// in the Fetch standard). It keeps nobody else from sending any: only browsers ask.
///
/// @param origins such as `https://example.com`, or `*` for every site
public record Cors(List<String> origins) {

  /// No page of another site.
  public static final Cors NONE = new Cors(List.of());

  private static final Pattern ORIGIN =
      Pattern.compile("\\*|https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

  private static final Pattern DOOR = Pattern.compile("/api/landing/[^/]+");
  private static final String EVERYBODY = "*";

  public Cors {
    origins = List.copyOf(origins);
    for (var origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(origin);
      }
    }
  }

  /// What a browser is told beside an answer; nothing where the call is not about the door.
  ///
  /// @param asked every `Origin` of the call
  public Map<String, String> headers(String method, String path, List<String> asked) {
    var headers = new LinkedHashMap<String, String>();
    if (origins.isEmpty() || !DOOR.matcher(path).matches()) {
      return headers;
    }
    var all = origins.contains(EVERYBODY);
    if (!all) {
      headers.put("Vary", "Origin");
    }
    if (asked.size() != 1 || !(all || origins.contains(asked.getFirst()))) {
      return headers;
    }
    headers.put("Access-Control-Allow-Origin", all ? EVERYBODY : asked.getFirst());
    if (method.equals("OPTIONS")) {
      headers.put("Access-Control-Allow-Methods", "POST");
      headers.put("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key");
      headers.put("Access-Control-Max-Age", "600");
    } else {
      headers.put("Access-Control-Expose-Headers", "Retry-After");
    }
    return headers;
  }
}
