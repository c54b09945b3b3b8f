package semel.postgres.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import semel.postgres.twin.Operation.Kind;

final class ShrinkingTest {

  private static List<Operation> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Operation(Kind.PASS, i, 0, 0, 0)).toList();
  }

  @Test
  void what_fails_by_two_operations_is_shrunk_to_them() {
    var failing = numbered(300);
    var needed = List.of(failing.get(17), failing.get(211));
    assertThat(Shrinking.of(failing, 1_000, sequence -> sequence.containsAll(needed)))
        .containsExactlyElementsOf(needed);
  }

  @Test
  void it_ends_after_its_plays() {
    var failing = numbered(300);
    var needed = List.of(failing.get(17), failing.get(211));
    assertThat(Shrinking.of(failing, 3, sequence -> sequence.containsAll(needed)))
        .containsAll(needed)
        .hasSizeLessThanOrEqualTo(300);
  }
}
