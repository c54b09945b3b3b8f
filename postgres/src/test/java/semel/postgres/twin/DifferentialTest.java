package semel.postgres.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import semel.postgres.twin.Comparison.Difference;

/// The same random operations on the twin and on PostgreSQL give the same answers and the same
/// rows, step by step.
///
/// `-Dsemel.operations=1000000` plays more, `-Dsemel.seed=7` others.
final class DifferentialTest {

  private static final int OPERATIONS = Integer.getInteger("semel.operations", 100_000);
  private static final long SEED = Long.getLong("semel.seed", 1L);
  private static final int SEQUENCE = 400;
  private static final int TELL_EACH = 10_000;
  private static final int PLAYS_MAX = 400;

  private static final Salt SALT = new Salt();
  private static final StoppedDatabase REAL = StoppedDatabase.open(SALT);

  @AfterAll
  static void close() {
    REAL.close();
  }

  private static List<Operation> sequence(long seed) {
    var random = new Random(seed);
    return Stream.generate(() -> Operation.draw(random)).limit(SEQUENCE).toList();
  }

  private static Optional<Difference> difference(List<Operation> sequence) {
    return Comparison.of(REAL, SALT, Following::new, sequence);
  }

  @Test
  void the_twin_does_what_the_database_does() {
    var played = 0;
    var kinds = new EnumMap<Operation.Kind, Integer>(Operation.Kind.class);
    var began = System.nanoTime();
    for (var seed = SEED; played < OPERATIONS; seed++) {
      var sequence = sequence(seed);
      var difference = difference(sequence);
      if (difference.isPresent()) {
        throw new AssertionError(told(seed, sequence, difference.get()));
      }
      sequence.forEach(o -> kinds.merge(o.kind(), 1, Integer::sum));
      played += sequence.size();
      if (played / TELL_EACH > (played - sequence.size()) / TELL_EACH) {
        tell(played, began, kinds);
      }
    }
    assertThat(kinds).containsOnlyKeys(Operation.Kind.values());
  }

  private static void tell(int played, long began, Map<Operation.Kind, Integer> kinds) {
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "differential: %d operations, %.0f a second, seed %d; %s%n",
        played,
        played / seconds,
        SEED,
        kinds);
  }

  private static String told(long seed, List<Operation> sequence, Difference first) {
    var failing = sequence.subList(0, first.index() + 1);
    var shortest =
        Shrinking.of(failing, PLAYS_MAX, shorter -> difference(shorter).isPresent());
    var last = difference(shortest).map(Difference::what).orElse(first.what());
    var lines = shortest.stream().map(o -> "  " + o).toList();
    return "seed %d, operation %d; shortest of %d operations:%n%s%n  %s"
        .formatted(seed, first.index(), shortest.size(), String.join("\n", lines), last);
  }
}
