package semel.providers.telegram;

import java.time.Duration;
import semel.providers.Json;
import semel.providers.Quote;
import semel.providers.RetryAfter;
import semel.providers.Secret;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/// What Telegram said to a call.
sealed interface Word {

  /// It did what was asked.
  record Done() implements Word {}

  /// It wants to be left alone for so long.
  record Later(Duration pause) implements Word {}

  /// The chat has another number now.
  record Moved(String chat) implements Word {}

  /// It refused, or nobody knows; the reason holds neither token nor address.
  record Not(String reason) implements Word {}

  static Word of(Exchange exchange, Secret token) {
    return switch (exchange) {
      case Exchange.Answered(var answer) -> of(answer, token);
      case Exchange.NotWritten(var reason) -> new Not(reason);
      case Exchange.Lost(var reason) -> new Not(reason);
      case Exchange.Stopped() -> new Not("The call was not made.");
    };
  }

  private static Word of(Answer answer, Secret token) {
    var body = Json.object(answer.body());
    if (body.isPresent() && body.get().path("ok").equals(BooleanNode.TRUE)) {
      return new Done();
    }
    if (answer.code() == 429) {
      return new Later(pause(answer));
    }
    return body.map(said -> refused(said, answer.code(), token))
        .orElseGet(() -> new Not("Telegram answered HTTP " + answer.code() + "."));
  }

  private static Word refused(ObjectNode body, int http, Secret token) {
    var moved = Json.whole(body.path("parameters").path("migrate_to_chat_id"));
    if (moved.isPresent()) {
      return new Moved(Long.toString(moved.getAsLong()));
    }
    var said = Quote.of(Json.text(body.path("description")).orElse(""), token);
    return new Not("Telegram answered HTTP " + http + (said.isEmpty() ? "." : ": " + said));
  }

  /// Told twice, in the body and in a header, by Telegram itself; a proxy knows the header only.
  private static Duration pause(Answer answer) {
    var least = Duration.ofSeconds(1);
    var asked =
        Json.object(answer.body())
            .map(body -> Json.whole(body.path("parameters").path("retry_after")).orElse(0))
            .orElse(0L);
    return asked > 0
        ? Duration.ofSeconds(Math.min(asked, Duration.ofDays(1).toSeconds()))
        : RetryAfter.of(answer, least);
  }
}
