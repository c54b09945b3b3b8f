package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// One real process under a steady load, with providers that fail now and then, for as long as
/// `-Dsemel.soak=PT30M` says: what it takes of the machine must not grow, and nobody gets two or
/// none.
@Timeout(value = 6, unit = TimeUnit.HOURS)
final class SoakTest {

  private static final Duration SOAK = Duration.parse(System.getProperty("semel.soak", "PT15S"));
  private static final int SAMPLES = 24;

  /// A shorter one says nothing about growth: the first minutes warm the process up.
  private static final Duration TELLING = Duration.ofMinutes(10);

  /// A heap of 384 MB, which fills in hours however little lives in it, and what Java adds to it.
  private static final SemelProcess.Taken MOST = new SemelProcess.Taken(560_000, 400, 1_000);

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void a_process_under_load_takes_no_more_of_the_machine_as_time_goes_by() {
    try (var stage = new Stage();
        var semel = semel(stage)) {
      semel.awaitReady();
      stage.mobizon.faults(plan(1));
      stage.resend.faults(plan(2));
      var crowd = new Crowd(List.of(semel), 6, Duration.ofMillis(40));
      var samples = sample(semel, crowd);
      crowd.close();
      stage.mobizon.faults(FaultPlan.calm());
      stage.resend.faults(FaultPlan.calm());

      var people = crowd.acknowledged().size();
      Eventually.within(
          PATIENCE,
          () -> stage.number("SELECT count(*) FROM semel.message WHERE state = 4") == 2L * people,
          () -> "not everything of " + people + " people was sent, " + semel);
      for (var provider : List.of(stage.mobizon, stage.resend)) {
        var counts = provider.ledger().countsByRecipient();
        assertThat(counts).hasSize(people);
        assertThat(counts.values()).containsOnly(1);
      }
      bounded(samples, "memory", SemelProcess.Taken::memory);
      bounded(samples, "threads", SemelProcess.Taken::threads);
      bounded(samples, "files", SemelProcess.Taken::files);
    }
  }

  private static List<SemelProcess.Taken> sample(SemelProcess semel, Crowd crowd) {
    var samples = new ArrayList<SemelProcess.Taken>();
    var began = System.nanoTime();
    for (var n = 1; n <= SAMPLES; n++) {
      var until = began + SOAK.toNanos() / SAMPLES * n;
      Eventually.within(
          SOAK.plus(PATIENCE), () -> System.nanoTime() - until >= 0, () -> "time stands still");
      samples.add(semel.taken());
      System.out.printf(
          "SoakTest: %d of %d, %d people, %s%n",
          n, SAMPLES, crowd.acknowledged().size(), samples.getLast());
    }
    return samples;
  }

  private static void bounded(
      List<SemelProcess.Taken> samples, String what, ToLongFunction<SemelProcess.Taken> number) {
    assertThat(most(samples, number)).as(what).isLessThan(number.applyAsLong(MOST));
    if (SOAK.compareTo(TELLING) >= 0) {
      var third = median(samples.subList(SAMPLES / 3, SAMPLES * 2 / 3), number);
      var last = median(samples.subList(SAMPLES * 2 / 3, SAMPLES), number);
      assertThat(last).as(what + " in the last third").isLessThanOrEqualTo(third * 115 / 100);
    }
  }

  /// A busy moment is no growth.
  private static long median(
      List<SemelProcess.Taken> samples, ToLongFunction<SemelProcess.Taken> number) {
    return samples.stream()
        .mapToLong(number)
        .sorted()
        .skip(samples.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static long most(
      List<SemelProcess.Taken> samples, ToLongFunction<SemelProcess.Taken> number) {
    return samples.stream().mapToLong(number).max().orElseThrow();
  }

  private static FaultPlan plan(long seed) {
    var chances = new EnumMap<Fault, Double>(Fault.class);
    chances.put(Fault.SLOW, 0.05);
    chances.put(Fault.CUT_AFTER_ACCEPTING, 0.005);
    chances.put(Fault.ERROR_500_WITHOUT_ACCEPTING, 0.005);
    chances.put(Fault.GARBAGE_AFTER_ACCEPTING, 0.005);
    chances.put(Fault.HANG_AFTER_ACCEPTING, 0.002);
    chances.put(Fault.RATE_LIMIT, 0.002);
    return FaultPlan.random(seed, chances)
        .pausing(Duration.ofMillis(300), Duration.ofMillis(1_500));
  }

  private SemelProcess semel(Stage stage) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_PUBLIC_URL", "https://semel.example");
    return new SemelProcess(environment, folder.resolve("semel.log"));
  }
}
