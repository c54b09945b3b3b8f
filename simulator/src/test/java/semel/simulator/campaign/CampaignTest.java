package semel.simulator.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.lifecycle.Rule.T13;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.lifecycle.Rule;
import semel.simulator.design.Design;
import semel.simulator.fault.Fault;
import semel.simulator.report.Story;

/// Semel in simulated worlds. `-Dsemel.messages=N` scales the campaign, `-Dsemel.seed=S` chooses
/// it.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CampaignTest {

  private static final long MESSAGES = Long.getLong("semel.messages", 1_000_000);
  private static final double SECONDS_MAX = 300;
  private static final long SEED = Long.getLong("semel.seed", 1);

  @Test
  void no_invariant_fails_whatever_goes_wrong_and_everything_does_go_wrong() {
    var verdict = Simulated.run("semel", Design::new, SEED, MESSAGES, false);
    Story.tell(verdict, new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    assertThat(verdict.found()).isNull();
    var totals = verdict.totals();
    assertThat(totals.messages()).isGreaterThanOrEqualTo(MESSAGES);
    if (MESSAGES == 1_000_000) {
      assertThat(verdict.seconds()).isLessThan(SECONDS_MAX);
    }
    if (MESSAGES >= 1_000_000) {
      assertThat(totals.faultsSum()).isGreaterThanOrEqualTo(300_000);
      assertThat(totals.faults()).containsOnlyKeys(faultsOfThePromise());
      assertThat(totals.faults().values()).allMatch(count -> count > 0);
      assertThat(totals.rules()).containsKeys(Rule.values());
      assertThat(totals.tooLate()).isBetween(1L, requireNonNull(totals.rules().get(T13)) - 1);
    }
  }

  private static Fault[] faultsOfThePromise() {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.kind() != Fault.Kind.ASSUMPTION)
        .toArray(Fault[]::new);
  }

  @Test
  void no_invariant_fails_where_everything_goes_wrong_often() {
    var verdict = Simulated.run("semel", Design::new, SEED, Math.min(MESSAGES, 20_000), true);
    assertThat(verdict.found()).isNull();
    assertThat(verdict.totals().faultsSum()).isGreaterThan(verdict.totals().messages());
  }

  @Test
  void the_same_seed_gives_the_same_worlds() {
    var hashes =
        List.of(7L, 7L, 8L).stream()
            .map(seed -> Simulated.run("semel", Design::new, seed, 5_000, false).totals().hash())
            .toList();
    assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
  }
}
