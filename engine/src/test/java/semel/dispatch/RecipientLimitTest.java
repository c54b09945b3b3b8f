package semel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientLimitTest {

  private static final Duration SETTLE = Duration.ofMinutes(10);

  @Test
  void the_smallest_limit_is_one_message_in_a_nanosecond() {
    var limit = new RecipientLimit(1, Duration.ofNanos(1), SETTLE);
    assertThat(limit.count()).isEqualTo(1);
    assertThat(limit.window()).isEqualTo(Duration.ofNanos(1));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({"0, PT1H", "-1, PT1H", "1, PT0S", "1, PT-1H", "0, PT0S"})
  void no_message_or_no_time_is_no_limit(int count, Duration window) {
    assertThatThrownBy(() -> new RecipientLimit(count, window, SETTLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a limit is at least one message");
  }
}
