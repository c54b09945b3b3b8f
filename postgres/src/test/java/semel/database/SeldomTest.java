package semel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How often a count is made.
final class SeldomTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Seldom<Long> count = new Seldom<>(n -> n, now::get);

  private void passed(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void a_few_are_counted_each_time() throws Exception {
    assertThat(count.get(() -> 10_000L)).isEqualTo(10_000);
    assertThat(count.get(() -> 3L)).isEqualTo(3);
    assertThat(count.get(() -> 4L)).isEqualTo(4);
  }

  @Test
  void a_million_is_counted_every_hundred_seconds() throws Exception {
    assertThat(count.get(() -> 1_000_000L)).isEqualTo(1_000_000);
    passed(Duration.ofSeconds(99));
    assertThat(count.get(() -> 2L)).isEqualTo(1_000_000);
    passed(Duration.ofSeconds(1));
    assertThat(count.get(() -> 2L)).isEqualTo(2);
    assertThat(count.get(() -> 1L)).isEqualTo(1);
  }
}
