package semel.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationsTest {

  private static final List<byte[]> SEEDS = List.of("{\"code\":0}".getBytes(UTF_8), new byte[0]);

  @Test
  void the_same_seed_makes_the_same_inputs_and_another_seed_others() {
    var one = new Mutations(SEEDS, 7);
    var same = new Mutations(SEEDS, 7);
    var other = new Mutations(SEEDS, 8);
    var differ = 0;
    for (var round = 0; round < 100; round++) {
      var input = one.next();
      assertThat(same.next()).isEqualTo(input);
      differ += Arrays.equals(other.next(), input) ? 0 : 1;
    }
    assertThat(differ).isGreaterThan(50);
  }

  @Test
  void inputs_are_many_and_never_endless() {
    var mutations = new Mutations(SEEDS, 7);
    var seen = new HashSet<String>();
    for (var round = 0; round < 10_000; round++) {
      var input = mutations.next();
      assertThat(input.length).isLessThanOrEqualTo(1 << 14);
      seen.add(new String(input, UTF_8));
    }
    assertThat(seen).hasSizeGreaterThan(5_000);
  }

  @Test
  void harm_is_shown_with_the_input_that_did_it() {
    assertThatThrownBy(() ->
            Hostile.attack(
                "a target that is harmed",
                SEEDS,
                input -> {
                  if (input.length > 40) {
                    throw new IllegalStateException("too long");
                  }
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in Base64")
        .hasRootCauseMessage("too long");
  }
}
