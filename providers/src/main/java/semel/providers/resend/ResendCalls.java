package semel.providers.resend;

import java.net.URI;
import java.util.List;
import semel.message.Body;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;

/// One call of Resend's interface. The wire names itself: Resend refuses who does not.
final class ResendCalls {

  private final String base;
  private final Header authorization;
  private final Wire wire;

  ResendCalls(ResendSettings settings, Wire wire) {
    this.base = settings.url().toString().replaceFirst("/+$", "");
    this.authorization = new Header("Authorization", "Bearer " + settings.apiKey().value());
    this.wire = wire;
  }

  Exchange send(MessageKey key, Body body, Guard guard) {
    var headers =
        List.of(
            authorization,
            new Header("Content-Type", "application/json"),
            new Header("Idempotency-Key", key.text()));
    return wire.exchange(Request.post(URI.create(base + "/emails"), headers, body.value()), guard);
  }

  Exchange email(ProviderReference reference) {
    var uri = URI.create(base + "/emails/" + reference.value());
    return wire.exchange(Request.get(uri, List.of(authorization)), Guard.OPEN);
  }

  Exchange newest() {
    var uri = URI.create(base + "/emails?limit=1");
    return wire.exchange(Request.get(uri, List.of(authorization)), Guard.OPEN);
  }
}
