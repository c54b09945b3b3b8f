package semel.providers.telegram;

import java.net.URI;
import java.util.List;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;
import tools.jackson.databind.node.ObjectNode;

/// One call of one method of the bot.
final class TelegramCalls {

  private static final Header TYPE = new Header("Content-Type", "application/json");

  private final String base;
  private final Wire wire;

  TelegramCalls(TelegramSettings settings, Wire wire) {
    this.base =
        settings.url().toString().replaceFirst("/+$", "") + "/bot" + settings.token().value() + "/";
    this.wire = wire;
  }

  Exchange call(String method, ObjectNode parameters) {
    var uri = URI.create(base + method);
    return wire.exchange(Request.post(uri, List.of(TYPE), parameters.toString()), Guard.OPEN);
  }
}
