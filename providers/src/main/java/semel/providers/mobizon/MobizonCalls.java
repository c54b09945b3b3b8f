package semel.providers.mobizon;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.Secret;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;
import tools.jackson.databind.JsonNode;

/// One call of one method of Mobizon's interface, and the envelope of its answers.
public final class MobizonCalls {

  private final String base;
  private final Secret apiKey;
  private final Wire wire;

  /// @param wire whose limits are the longest that a call may take
  public MobizonCalls(MobizonSettings settings, Wire wire) {
    this.base = settings.url().toString().replaceFirst("/+$", "") + "/service/";
    this.apiKey = settings.apiKey();
    this.wire = wire;
  }

  /// Makes one call of a method such as `campaign/get`.
  ///
  /// The key is added here, at the last moment and to the body: what is frozen in the database has
  /// none, and an address would end up in somebody's access log.
  public Exchange call(String method, Form fields, Guard guard) {
    var uri = URI.create(base + method + "?output=json&api=v1");
    var body = fields.with("apiKey", apiKey.value()).text();
    return wire.exchange(Request.post(uri, List.of(Form.TYPE), body), guard);
  }

  /// Mobizon's envelope: what its application itself said. Anything else, such as the page of a
  /// proxy or a foreign JSON with a `code` of its own, is none.
  public record Reply(int code, JsonNode data, String message) {

    /// Empty when the answer is not of the application itself.
    public static Optional<Reply> of(Answer answer) {
      return Json.object(answer.body()).flatMap(Reply::of);
    }

    private static Optional<Reply> of(JsonNode body) {
      var code = Json.whole(body.path("code"));
      if (code.isEmpty() || (int) code.getAsLong() != code.getAsLong()) {
        return Optional.empty();
      }
      if (!body.has("data") && !body.has("message")) {
        return Optional.empty();
      }
      var message = Json.text(body.path("message")).orElse("");
      return Optional.of(new Reply((int) code.getAsLong(), body.path("data"), message));
    }
  }
}
