package semel.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static List<Heard.Figure> rates(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> new Heard.Figure("any", "messages/s", value))
        .toList();
  }

  @Test
  void the_last_of_each_is_compared() {
    assertThat(Shares.of(rates(1, 90), rates(5, 120), "messages/s")).isEqualTo(75);
  }

  @Test
  void without_a_figure_there_is_no_share() {
    assertThat(Shares.of(rates(1), rates(), "messages/s")).isNaN();
    assertThat(Shares.of(rates(1), rates(2), "p99 ms")).isNaN();
  }
}
