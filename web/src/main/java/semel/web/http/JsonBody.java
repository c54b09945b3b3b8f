package semel.web.http;

import java.util.Locale;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.json.StrictReader.Reading;
import semel.web.problem.Problem;

/// The JSON object a caller sent, or why there is none.
public sealed interface JsonBody {

  /// An object.
  record Sent(Json.Members members) implements JsonBody {}

  /// No object that can be taken.
  record Refused(Problem problem) implements JsonBody {}

  /// The largest body in bytes.
  int BYTES_MAX = 64 << 10;

  /// Reads the body of a call.
  static JsonBody of(Call call) {
    var types = call.headers("Content-Type");
    if (types.size() != 1 || !isJson(types.getFirst())) {
      return refused(415, "body.media-type");
    }
    return switch (call.entity(BYTES_MAX)) {
      case Entity.Whole(var bytes) -> parsed(StrictReader.read(bytes.toByteArray()));
      case Entity.TooLarge() -> refused(413, "body.too-large");
      case Entity.TooSlow() -> refused(408, "body.too-slow");
      case Entity.Torn() -> refused(400, "body.torn");
    };
  }

  private static JsonBody parsed(Reading reading) {
    return switch (reading) {
      case Reading.Read(Json.Members members) -> new Sent(members);
      case Reading.Read _ -> refused(400, "body.not-object");
      case Reading.Flawed(var flaw, var detail) ->
          switch (flaw) {
            case NOT_UTF8 -> refused(400, "body.not-utf8");
            case NOT_JSON -> refused(400, "body.not-json");
            case DUPLICATE -> refused(400, "body.duplicate", detail);
            case TOO_DEEP ->
                refused(400, "body.too-deep", Integer.toString(StrictReader.DEPTH_MAX));
            case NUMBER -> refused(400, "body.number");
            case SURROGATE -> refused(400, "body.surrogate");
            case CONTROL -> refused(400, "body.control");
          };
    };
  }

  private static JsonBody refused(int status, String key, String... places) {
    return new Refused(new Problem(status, key, places));
  }

  private static boolean isJson(String contentType) {
    var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json")) {
      return false;
    }
    for (var i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip();
      if (parameter.startsWith("charset=")
          && !parameter.substring(8).replace("\"", "").equals("utf-8")) {
        return false;
      }
    }
    return true;
  }
}
