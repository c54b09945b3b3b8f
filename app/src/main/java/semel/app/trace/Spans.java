package semel.app.trace;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.Clock;
import semel.account.AccountId;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Tells what happened to a lead once it is over: only then is it known which lead it was, and how
/// it ended. Nothing becomes a thread's current span, so nothing else is drawn in.
record Spans(Tracer tracer, Sampling sampling) {

  /// A word for how it failed, as OpenTelemetry names it; absent where it did not.
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private static final Clock CLOCK = Clock.getDefault();

  /// To be asked before what is told of begins.
  long now() {
    return CLOCK.now();
  }

  /// Tells what happened from `began` until now.
  void tell(Place place, String name, SpanKind kind, long began, Attributes attributes) {
    if (!sampling.takes(place.lead(), name, kind, attributes)) {
      return;
    }
    var builder =
        tracer
            .spanBuilder(name)
            .setParent(place.context())
            .setSpanKind(kind)
            .setStartTimestamp(began, NANOSECONDS)
            .setAllAttributes(attributes);
    var span = ScopedValue.where(PlacedIds.PLACE, place).call(builder::startSpan);
    if (attributes.get(ERROR) != null) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /// What is said of everything that was done about a claim.
  static AttributesBuilder about(MessageKey key, AccountId account, ClaimId claim) {
    return Attributes.builder()
        .put("semel.lead", key.lead().toString())
        .put("semel.channel", key.channel().key())
        .put("semel.message", key.text())
        .put("semel.account", account.value())
        .put("semel.claim", claim.toString());
  }
}
