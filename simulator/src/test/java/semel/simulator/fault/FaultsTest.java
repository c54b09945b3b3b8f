package semel.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.simulator.time.Chance;

class FaultsTest {

  private final List<String> struck = new ArrayList<>();

  private Faults faults(Map<Fault, Double> probabilities, @Nullable BitSet kept) {
    return new Faults(
        probabilities, new Chance(42), kept, (fault, number) -> struck.add(fault + " " + number));
  }

  private static List<Boolean> ask(Faults faults, Fault fault, int times) {
    var answers = new ArrayList<Boolean>();
    for (var time = 0; time < times; time++) {
      answers.add(faults.strikes(fault));
    }
    return answers;
  }

  @Test
  void a_fault_that_a_world_does_not_know_never_strikes() {
    var faults = faults(Map.of(Fault.CRASH, 1.0), null);

    assertThat(ask(faults, Fault.PAUSE, 100)).containsOnly(false);
    assertThat(faults.known()).containsExactly(Fault.CRASH);
    assertThat(faults.strikes()).isZero();
  }

  @Test
  void each_fault_draws_from_a_stream_of_its_own() {
    var alone = faults(Map.of(Fault.CRASH, 0.3), null);
    var expected = ask(alone, Fault.CRASH, 200);
    var beside = faults(Map.of(Fault.CRASH, 0.3, Fault.PAUSE, 0.5), null);
    var answers = new ArrayList<Boolean>();
    for (var time = 0; time < 200; time++) {
      beside.strikes(Fault.PAUSE);
      answers.add(beside.strikes(Fault.CRASH));
      beside.of(Fault.PAUSE).nextLong();
    }

    assertThat(answers).isEqualTo(expected).contains(true, false);
  }

  @Test
  void what_strikes_is_counted_and_told_with_its_number() {
    var faults = faults(Map.of(Fault.CRASH, 1.0, Fault.PAUSE, 1.0), null);
    faults.strikes(Fault.CRASH);
    faults.strikes(Fault.PAUSE);
    faults.strikes(Fault.CRASH);

    assertThat(struck).containsExactly("CRASH 0", "PAUSE 1", "CRASH 2");
    assertThat(faults.counts()).isEqualTo(Map.of(Fault.CRASH, 2L, Fault.PAUSE, 1L));
    assertThat(faults.strikes()).isEqualTo(3);
  }

  @Test
  void only_kept_strikes_happen_and_the_numbers_stay() {
    var kept = new BitSet();
    kept.set(1);
    kept.set(3);
    var faults = faults(Map.of(Fault.CRASH, 1.0), kept);

    assertThat(ask(faults, Fault.CRASH, 5)).containsExactly(false, true, false, true, false);
    assertThat(struck).containsExactly("CRASH 1", "CRASH 3");
    assertThat(faults.counts()).isEqualTo(Map.of(Fault.CRASH, 2L));
    assertThat(faults.strikes()).isEqualTo(5);
  }

  @Test
  void nothing_strikes_once_it_is_calm() {
    var faults = faults(Map.of(Fault.CRASH, 1.0), null);
    faults.stop();

    assertThat(ask(faults, Fault.CRASH, 10)).containsOnly(false);
    assertThat(faults.stopped()).isTrue();
    assertThat(faults.counts()).isEqualTo(Map.of(Fault.CRASH, 0L));
  }
}
