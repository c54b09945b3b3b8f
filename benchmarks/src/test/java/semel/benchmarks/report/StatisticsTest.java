package semel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private static final long[] HUNDRED = LongStream.rangeClosed(1, 100).toArray();

  @Test
  void a_percentile_is_the_smallest_value_that_so_many_do_not_exceed() {
    assertThat(Statistics.percentile(HUNDRED, 50)).isEqualTo(50);
    assertThat(Statistics.percentile(HUNDRED, 99)).isEqualTo(99);
    assertThat(Statistics.percentile(HUNDRED, 100)).isEqualTo(100);
    assertThat(Statistics.percentile(HUNDRED, 0)).isEqualTo(1);
  }

  @Test
  void of_few_values_the_slowest_is_the_99th_percentile() {
    assertThat(Statistics.percentile(new long[] {3, 5, 900}, 99)).isEqualTo(900);
    assertThat(Statistics.percentile(new long[] {3}, 50)).isEqualTo(3);
  }

  @Test
  void a_median_is_the_middle_one_or_the_mean_of_the_middle_two() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3.0);
  }
}
