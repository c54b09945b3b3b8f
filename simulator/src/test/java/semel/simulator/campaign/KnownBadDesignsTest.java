package semel.simulator.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.simulator.Verdict;
import semel.simulator.design.Mistake;
import semel.simulator.old.OldBackend;
import semel.simulator.world.Trace;

/// What is known to be wrong is noticed within ten thousand messages; a simulator that misses it
/// proves nothing about what is right.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KnownBadDesignsTest {

  private static final long ENOUGH = 10_000;

  /// The rarer ones show within the limit from some seeds only.
  private static final Map<Mistake, Long> SEEDS =
      Map.of(
          Mistake.VERDICT_WITHOUT_CLAIM, 15L,
          Mistake.JUDGED_WITHOUT_CLAIM, 2L,
          Mistake.HAND_BACK_WITHOUT_CLAIM, 2L,
          Mistake.NUMBER_AS_IDENTITY, 14L,
          Mistake.REFUSAL_IS_FINAL, 5L,
          Mistake.CANCELLED_IS_HANDED_BACK, 5L);

  /// Where no second acceptance (S1) comes first; `docs/proof.md` says why.
  private static final Map<Mistake, String> OTHERWISE =
      Map.of(
          Mistake.CANCEL_WHILE_CLAIMED, "S3",
          Mistake.REFUSAL_IS_FINAL, "S3",
          Mistake.UNSURE_CLAIM_SENT, "S4",
          Mistake.CANCELLED_IS_HANDED_BACK, "L5");

  @ParameterizedTest
  @EnumSource
  void each_mistake_is_caught(Mistake mistake) {
    var verdict =
        Simulated.run(
            mistake.key(), mistake::design, SEEDS.getOrDefault(mistake, 1L), ENOUGH, true);
    var found = found(verdict);
    System.out.printf(
        "%s: %s after %,d messages; %s%n",
        mistake, found.violation().invariant(), verdict.totals().messages(), found.replay());
    assertThat(found.violation().invariant()).isEqualTo(OTHERWISE.getOrDefault(mistake, "S1"));
    assertThat(found.replay()).contains("--design " + mistake.key()).contains("--seed");
    assertThat(found.timeline()).isNotEmpty();
  }

  @Test
  void the_usual_job_queue_sends_twice() {
    var verdict = Simulated.run("queue", Mistake.RUN_AGAIN::design, 2, ENOUGH, true);
    assertThat(found(verdict).violation().invariant()).isEqualTo("S1");
  }

  @Test
  void the_old_backend_sends_three_sms_to_one_lead_with_nothing_but_slow_answers() {
    var verdict =
        Simulated.onVirtualThread(() -> new OldBackend(System::nanoTime, _ -> {}).run(1, ENOUGH));
    var found = found(verdict);
    assertThat(found.violation().invariant()).isEqualTo("S1");
    assertThat(found.timeline())
        .filteredOn(line -> line.kind() == Trace.Kind.TAKEN)
        .hasSizeGreaterThanOrEqualTo(3);
  }

  private static Verdict.Found found(Verdict verdict) {
    assertThat(verdict.holds()).isFalse();
    return requireNonNull(verdict.found());
  }
}
