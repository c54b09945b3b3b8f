package semel.app.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import semel.message.LeadId;

/// Which leads are traced: each whole or not at all, and the same on all nodes.
///
/// The sampler is asked about each span as if it had nothing above it, because nobody knows what
/// another node decided; with the lead alone to go by, it decides the same. What takes a share
/// takes the lower half of a trace's id for a random number, but two bits of it are the same in
/// every UUID: less than half of all leads would be none. So it is shown a mixture.
record Sampling(Sampler sampler) {

  boolean takes(LeadId lead, String name, SpanKind kind, Attributes attributes) {
    var id = lead.value();
    var shown = TraceId.fromLongs(id.getMostSignificantBits(), mix(id.getLeastSignificantBits()));
    return sampler
        .shouldSample(Context.root(), shown, name, kind, attributes, List.of())
        .getDecision()
        .equals(SamplingDecision.RECORD_AND_SAMPLE);
  }

  /// David Stafford's variant 13 of MurmurHash3's last step: each bit depends on all.
  private static long mix(long bits) {
    var first = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    var second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
