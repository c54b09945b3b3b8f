package semel.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import semel.simulator.Verdict;
import semel.simulator.design.Mistake;

class StoryTest {

  private static String told(Verdict verdict) {
    var text = new StringWriter();
    Story.tell(verdict, new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void what_held_is_told_with_its_figures_seed_and_hash() {
    assertThat(told(Verdicts.held()))
        .contains("1,234 messages in 2 worlds")
        .contains("16 faults")
        .contains("Seed 42, commit unknown, trace hash %016x".formatted(Verdicts.totals().hash()))
        .contains("CRASH=4")
        .contains("VERDICT: every invariant held")
        .doesNotContain("failed");
  }

  @Test
  void what_failed_is_told_as_a_timeline_with_the_command_that_replays_it() {
    assertThat(told(Verdicts.failed("queue", "taken 2 times")))
        .containsSubsequence(
            "What happened to " + Verdicts.KEY,
            "00:00:02.000  T1 new → scheduled: registered",
            "00:11:02.000  the provider takes it as 900021",
            "VERDICT: S1 failed for design queue: taken 2 times",
            "Replay:  ./semel simulate --seed 42 --world 3")
        .doesNotContain("every invariant held");
  }

  @Test
  void a_time_counts_from_the_beginning_of_the_world() {
    assertThat(Story.clock(0)).isEqualTo("00:00:00.000");
    assertThat(Story.clock(3_723_004_999_999L)).isEqualTo("01:02:03.004");
    assertThat(Story.clock(360_000_000_000_000L)).isEqualTo("100:00:00.000");
  }

  @Test
  void the_list_of_designs_names_each_mistake_and_what_it_is() {
    var text = new StringWriter();
    Story.designs(new PrintWriter(text, true));

    assertThat(text.toString()).contains("semel ", "seed ");
    for (var mistake : Mistake.values()) {
      assertThat(text.toString()).contains(mistake.key()).contains(mistake.what());
    }
  }
}
