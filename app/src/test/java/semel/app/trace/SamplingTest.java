package semel.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.message.LeadId;

/// How many leads a sampler takes, and whether it takes them whole.
class SamplingTest {

  private static final int LEADS = 4_000;

  private final Random random = new Random(7);

  private LeadId lead() {
    var most = (random.nextLong() & ~0xf000L) | 0x7000L;
    var least = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new LeadId(new UUID(most, least));
  }

  private static boolean takes(Sampler sampler, LeadId lead, SpanKind kind) {
    return new Sampling(sampler).takes(lead, kind.name(), kind, Attributes.empty());
  }

  private long taken(Sampler sampler) {
    return IntStream.range(0, LEADS).filter(_ -> takes(sampler, lead(), SpanKind.INTERNAL)).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.25, 0.5, 0.75, 0.95})
  void a_share_is_a_share_of_leads_although_their_ids_have_two_bits_in_common(double share) {
    var most = (long) (LEADS * (share + 0.04));
    var least = (long) (LEADS * (share - 0.04));
    assertThat(taken(Sampler.traceIdRatioBased(share))).isBetween(least, most);
    assertThat(taken(Sampler.parentBased(Sampler.traceIdRatioBased(share)))).isBetween(least, most);
  }

  @Test
  void a_lead_is_taken_whole_or_not_at_all() {
    for (var i = 0; i < LEADS; i++) {
      var lead = lead();
      var sampler = Sampler.traceIdRatioBased(0.5);
      assertThat(takes(sampler, lead, SpanKind.CLIENT))
          .isEqualTo(takes(sampler, lead, SpanKind.INTERNAL))
          .isEqualTo(takes(Sampler.parentBased(sampler), lead, SpanKind.INTERNAL));
    }
  }

  @Test
  void all_are_taken_or_none_where_that_is_wanted() {
    assertThat(taken(Sampler.alwaysOn())).isEqualTo(LEADS);
    assertThat(taken(Sampler.parentBased(Sampler.alwaysOn()))).isEqualTo(LEADS);
    assertThat(taken(Sampler.alwaysOff())).isZero();
  }
}
