package semel.providers.captcha;

import java.util.List;
import java.util.Set;
import semel.providers.Json;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import tools.jackson.databind.node.BooleanNode;

/// What was said of a proof.
public sealed interface Said {

  /// A person made it.
  record Person() implements Said {}

  /// It proves nothing: it is wrong, too old, or was used before.
  record NotProven() implements Said {}

  /// Nobody knows. The reason holds neither secret nor proof.
  record Unknown(String reason) implements Said {}

  /// Those of both services that are about the proof; all others are about us or them.
  Set<String> ABOUT_THE_PROOF =
      Set.of(
          "missing-input-response",
          "invalid-input-response",
          "expired-input-response",
          "already-seen-response",
          "invalid-or-already-seen-response",
          "timeout-or-duplicate");

  /// Reads the answer to `siteverify`.
  static Said of(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered(var answer) -> of(answer);
      case Exchange.NotWritten(var reason) -> new Unknown(reason);
      case Exchange.Lost(var reason) -> new Unknown(reason);
      case Exchange.Stopped() -> new Unknown("The call was not made.");
    };
  }

  private static Said of(Answer answer) {
    var unreadable = new Unknown("It answered HTTP " + answer.code() + ".");
    var body = Json.object(answer.body());
    if (body.isEmpty()) {
      return unreadable;
    }
    var success = body.get().path("success");
    if (success.equals(BooleanNode.TRUE)) {
      return answer.code() == 200 ? new Person() : unreadable;
    }
    if (!success.equals(BooleanNode.FALSE)) {
      return unreadable;
    }
    var codes =
        body.get().path("error-codes").valueStream().flatMap(n -> Json.id(n).stream()).toList();
    return !codes.isEmpty() && ABOUT_THE_PROOF.containsAll(codes)
        ? new NotProven()
        : new Unknown("It could not decide: " + shown(codes));
  }

  private static String shown(List<String> codes) {
    return codes.isEmpty() ? "it gave no reason." : String.join(", ", codes) + ".";
  }
}
