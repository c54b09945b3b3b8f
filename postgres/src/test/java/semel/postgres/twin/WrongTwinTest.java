package semel.postgres.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.postgres.Later;

/// The comparison finds every twin that is wrong, soon: what it does not see, it does not prove.
final class WrongTwinTest {

  private static final int OPERATIONS_MAX = 20_000;
  private static final int AT_ONCE = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final List<StoppedDatabase> REAL = StoppedDatabase.open(AT_ONCE);
  private static final Queue<Wrong> LEFT = new ConcurrentLinkedQueue<>(List.of(Wrong.values()));
  private static final Map<Wrong, String> FOUND = new ConcurrentHashMap<>();

  @BeforeAll
  static void play() {
    var lanes = REAL.stream().map(real -> Later.of(() -> play(real))).toList();
    lanes.forEach(lane -> lane.get(PATIENCE));
  }

  @AfterAll
  static void close() {
    StoppedDatabase.close(REAL);
  }

  private static int play(StoppedDatabase real) {
    var played = 0;
    for (var wrong = LEFT.poll(); wrong != null; wrong = LEFT.poll()) {
      played += find(wrong, real);
    }
    return played;
  }

  /// How many operations it took until the wrong twin was found, if it was.
  private static int find(Wrong wrong, StoppedDatabase real) {
    var played = 0;
    for (var seed = 1L; played < OPERATIONS_MAX; seed++) {
      var sequence = Operation.sequence(seed);
      var difference = Comparison.of(real, wrong::twin, sequence);
      if (difference.isPresent()) {
        var found = difference.get();
        played += found.index() + 1;
        FOUND.put(wrong, played + " operations, by " + found.operation().kind());
        break;
      }
      played += sequence.size();
    }
    return played;
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_twin_is_found(Wrong wrong) {
    assertThat(FOUND).containsKey(wrong);
    System.out.println(wrong + " was found after " + FOUND.get(wrong));
  }
}
