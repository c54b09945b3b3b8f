package semel.web.http;

import java.nio.ByteBuffer;
import java.time.Duration;
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

  /// What a caller says is JSON, before it is read: a signature is over these very bytes.
  sealed interface Raw {
    /// All of it.
    record Whole(ByteBuffer bytes) implements Raw {}

    /// Nothing that can be taken.
    record Refused(Problem problem) implements Raw {}
  }

  static final Problem CROWDED = new Problem(503, "body.crowded").retryAfter(Duration.ofSeconds(2));

  /// Reads the body of a call.
  static JsonBody of(Call call) {
    return switch (raw(call)) {
      case Raw.Whole(var bytes) -> of(bytes);
      case Raw.Refused(var problem) -> new Refused(problem);
    };
  }

  /// Takes the body of a call as it came.
  static Raw raw(Call call) {
    var types = call.headers("Content-Type");
    if (types.size() != 1 || !isJson(types.getFirst())) {
      return new Raw.Refused(new Problem(415, "body.media-type"));
    }
    return switch (call.entity(BYTES_MAX)) {
      case Entity.Whole(var bytes) -> new Raw.Whole(ByteBuffer.wrap(bytes.toByteArray()));
      case Entity.TooLarge() -> new Raw.Refused(new Problem(413, "body.too-large"));
      case Entity.TooSlow() -> new Raw.Refused(new Problem(408, "body.too-slow"));
      case Entity.Torn() -> new Raw.Refused(new Problem(400, "body.torn"));
      case Entity.Crowded() -> new Raw.Refused(CROWDED);
    };
  }

  /// Reads what was taken.
  static JsonBody of(ByteBuffer raw) {
    var bytes = new byte[raw.remaining()];
    raw.duplicate().get(bytes);
    return parsed(StrictReader.read(bytes));
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
