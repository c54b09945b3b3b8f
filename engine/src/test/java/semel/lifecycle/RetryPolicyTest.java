package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final RetryPolicy POLICY = new RetryPolicy(8, FIRST, LONGEST);

  /// Just below the largest chance there is.
  private static final double NEARLY_ONE = Math.nextDown(1.0);

  @ParameterizedTest(name = "attempt {0} waits up to {1} s")
  @CsvSource({"0,2", "1,2", "2,4", "3,8", "4,16", "9,512", "10,600", "30,600", "2147483647,600"})
  void pauses_double_up_to_the_longest(int attempt, long seconds) {
    var longest = Duration.ofSeconds(seconds);
    assertThat(POLICY.pauseAfter(attempt, NEARLY_ONE)).isBetween(longest.minusMillis(1), longest);
    assertThat(POLICY.pauseAfter(attempt, 0.5)).isEqualTo(longest.dividedBy(2));
  }

  @Test
  void jitter_is_full_so_a_pause_may_be_none() {
    assertThat(POLICY.pauseAfter(5, 0)).isZero();
  }

  @Test
  void a_pause_is_never_longer_than_the_longest() {
    var slow = new RetryPolicy(1, Duration.ofDays(300), Duration.ofDays(365));
    for (var attempt = 0; attempt < 100; attempt++) {
      assertThat(slow.pauseAfter(attempt, NEARLY_ONE))
          .isBetween(Duration.ZERO, Duration.ofDays(365));
    }
  }

  @Test
  void one_attempt_and_one_pause_are_a_policy() {
    var once = new RetryPolicy(1, FIRST, FIRST);
    assertThat(once.pauseAfter(9, NEARLY_ONE)).isLessThan(FIRST);
    assertThat(new RetryPolicy(1, Duration.ZERO, FIRST).pauseAfter(9, NEARLY_ONE)).isZero();
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> new RetryPolicy(0, FIRST, LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, FIRST.negated(), LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, LONGEST, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
