package semel.app.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.HexFormat;
import java.util.UUID;
import semel.message.ClaimId;
import semel.message.LeadId;

/// Where a span stands in the trace of its lead.
///
/// The ids of what others hang below follow from what every node knows: the trace from the lead,
/// the span of its registration from the lead, the span of a claim from the claim. So one trace
/// grows over nodes and restarts, and nothing is stored for it.
///
/// @param above the span that this one hangs below; empty for the registration
record Place(LeadId lead, String above, String id) {

  private static final IdGenerator RANDOM = IdGenerator.random();

  /// The first registration, which everything hangs below.
  static Place registration(LeadId lead) {
    return new Place(lead, "", half(lead.value()));
  }

  /// What concerns the lead and no claim.
  static Place below(LeadId lead) {
    return new Place(lead, half(lead.value()), RANDOM.generateSpanId());
  }

  static Place claim(LeadId lead, ClaimId claim) {
    return new Place(lead, half(lead.value()), half(claim.value()));
  }

  /// What was done about a claim.
  static Place below(LeadId lead, ClaimId claim) {
    return new Place(lead, half(claim.value()), RANDOM.generateSpanId());
  }

  /// As long as the id of a span is; the other half of a lead's id holds time, and is less random.
  private static String half(UUID id) {
    return HexFormat.of().toHexDigits(id.getLeastSignificantBits());
  }

  /// The 128 bits of the lead's id, which people have at hand.
  String trace() {
    return lead.toString().replace("-", "");
  }

  /// The span above, wherever it was told.
  Context context() {
    if (above.isEmpty()) {
      return Context.root();
    }
    var span =
        SpanContext.createFromRemoteParent(
            trace(), above, TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(span));
  }
}
