package semel.providers.mobizon;

import java.util.Optional;
import semel.providers.Json;
import semel.providers.wire.Answer;
import tools.jackson.databind.JsonNode;

/// Mobizon's envelope: what its application itself said. Anything else, such as the page of a proxy
/// or a foreign JSON with a `code` of its own, is none.
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
