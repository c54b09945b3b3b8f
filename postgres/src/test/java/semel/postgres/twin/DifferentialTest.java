package semel.postgres.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import semel.postgres.Later;
import semel.postgres.twin.Comparison.Difference;

/// The same random operations on the twin and on PostgreSQL give the same answers and the same
/// rows, step by step.
///
/// `-Dsemel.operations=1000000` plays more, `-Dsemel.seed=7` others.
final class DifferentialTest {

  private static final int OPERATIONS = Integer.getInteger("semel.operations", 100_000);
  private static final long SEED = Long.getLong("semel.seed", 1L);
  private static final int TELL_EACH = 10_000;
  private static final int PLAYS_MAX = 400;
  private static final Duration PATIENCE = Duration.ofHours(6);

  /// A journey to the server is mostly a wait, so several sequences are played at once.
  private static final int AT_ONCE = 6;

  private static final List<StoppedDatabase> REAL = StoppedDatabase.open(AT_ONCE);

  private final Map<Operation.Kind, Integer> kinds = new EnumMap<>(Operation.Kind.class);
  private final AtomicLong seeds = new AtomicLong(SEED);
  private final long began = System.nanoTime();
  private int played;
  private volatile boolean failed;

  @AfterAll
  static void close() {
    StoppedDatabase.close(REAL);
  }

  private static Optional<Difference> difference(StoppedDatabase real, List<Operation> sequence) {
    return Comparison.of(real, Following::new, sequence);
  }

  @Test
  void the_twin_does_what_the_database_does() {
    var lanes = REAL.stream().map(real -> Later.of(() -> play(real))).toList();
    var failures = lanes.stream().flatMap(lane -> lane.get(PATIENCE).stream()).toList();
    assertThat(failures).isEmpty();
    assertThat(kinds).containsOnlyKeys(Operation.Kind.values());
  }

  /// Plays sequences until there were enough; tells of the first that brings both apart.
  private Optional<String> play(StoppedDatabase real) {
    while (!failed) {
      var seed = seeds.getAndIncrement();
      if ((seed - SEED) * Operation.SEQUENCE >= OPERATIONS) {
        break;
      }
      var sequence = Operation.sequence(seed);
      var difference = difference(real, sequence);
      if (difference.isPresent()) {
        failed = true;
        return Optional.of(told(real, seed, difference.get()));
      }
      count(sequence);
    }
    return Optional.empty();
  }

  private synchronized void count(List<Operation> sequence) {
    sequence.forEach(o -> kinds.merge(o.kind(), 1, Integer::sum));
    played += sequence.size();
    if (played % TELL_EACH < sequence.size()) {
      var seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "differential: %d operations from seed %d, %.0f a second; %s%n",
          played,
          SEED,
          played / seconds,
          kinds);
    }
  }

  private static String told(StoppedDatabase real, long seed, Difference first) {
    var failing = Operation.sequence(seed).subList(0, first.index() + 1);
    var shortest =
        Shrinking.of(failing, PLAYS_MAX, shorter -> difference(real, shorter).isPresent());
    var last = difference(real, shortest).map(Difference::what).orElse(first.what());
    var lines = shortest.stream().map(o -> "  " + o).toList();
    return "seed %d, operation %d; shortest of %d operations:%n%s%n  %s"
        .formatted(seed, first.index(), shortest.size(), String.join("\n", lines), last);
  }
}
