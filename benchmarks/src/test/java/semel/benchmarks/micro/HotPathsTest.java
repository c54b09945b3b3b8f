package semel.benchmarks.micro;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What runs for every message stays as cheap as it is: in bytes that it allocates, which are the
/// same on every machine, and in time beside a yardstick of the same run, which no machine's speed
/// changes much.
@Timeout(600)
final class HotPathsTest {

  private static final String YARDSTICK = "yardstick";
  private static final String BYTES = "gc.alloc.rate.norm";

  /// What one call took: the least of many short looks, since others run on this machine.
  private record Cost(double nanos, double bytes) {}

  private static final Map<String, Cost> COSTS = new HashMap<>();

  @BeforeAll
  static void measure() throws RunnerException {
    // Others may measure on this machine too; ours is a comparison within one run.
    System.setProperty("jmh.ignoreLock", "true");
    var options =
        new OptionsBuilder()
            .include(HotPaths.class.getName())
            .forks(1)
            .warmupIterations(10)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(20)
            .measurementTime(TimeValue.milliseconds(100))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build();
    for (var result : new Runner(options).run()) {
      var name = result.getPrimaryResult().getLabel();
      var bytes = requireNonNull(result.getSecondaryResults().get(BYTES), BYTES).getScore();
      COSTS.put(name, new Cost(result.getPrimaryResult().getStatistics().getMin(), bytes));
      System.out.printf("HotPathsTest: %s %s%n", name, COSTS.get(name));
    }
  }

  /// Half as much again as was seen in bytes, and five times what was seen in time: others run
  /// beside this.
  @ParameterizedTest
  @CsvSource({
    "decide,       372,    0.12",
    "render,       1224,   2",
    "commitAlone,  468,    0.6",
    "columns,      242000, 150",
  })
  void what_runs_for_every_message_costs_no_more_than_it_did(
      String name, double bytes, double yardsticks) {
    var cost = requireNonNull(COSTS.get(name), name);
    var yardstick = requireNonNull(COSTS.get(YARDSTICK), YARDSTICK);
    assertThat(cost.bytes()).as("bytes").isLessThan(bytes);
    assertThat(cost.nanos() / yardstick.nanos()).as("yardsticks").isLessThan(yardsticks);
  }
}
