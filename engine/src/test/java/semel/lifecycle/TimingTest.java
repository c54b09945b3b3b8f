package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(60);

  private static Timing pausing(Duration tolerated) {
    var part = SETTLE.dividedBy(8);
    return new Timing(LEASE, MARGIN, REQUEST, SETTLE, SECOND_LOOK, tolerated, part, part);
  }

  @Test
  void the_defaults_of_the_protocol_hold_and_follow_from_three() {
    var pause = Duration.ofMinutes(5);
    assertThat(Timing.of(LEASE, REQUEST, SETTLE)).isEqualTo(pausing(pause));
  }

  @Test
  void the_rule_holds_at_every_scale() {
    for (var divisor : new int[] {1, 2, 10, 60, 600}) {
      var timing =
          Timing.of(
              LEASE.dividedBy(divisor), REQUEST.dividedBy(divisor), SETTLE.dividedBy(divisor));
      assertThat(timing.margin()).isEqualTo(MARGIN.dividedBy(divisor));
    }
  }

  @Test
  void a_lease_holds_a_whole_exchange_and_a_margin() {
    var just = LEASE.minus(MARGIN).minusMillis(1);
    assertThat(Timing.of(LEASE, just, SETTLE).request()).isEqualTo(just);
    assertThatThrownBy(() -> Timing.of(LEASE, just.plusMillis(1), SETTLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("T_REQ + MARGIN < LEASE")
        .hasMessageContaining("55000 ms + 5000 ms")
        .hasMessageContaining("60000 ms");
  }

  @Test
  void a_lease_is_positive() {
    assertThatThrownBy(() -> Timing.of(Duration.ZERO, REQUEST, SETTLE))
        .hasMessageContaining("LEASE");
    assertThatThrownBy(() -> Timing.of(Duration.ofSeconds(-1), REQUEST, SETTLE))
        .hasMessageContaining("LEASE");
  }

  @Test
  void every_time_is_positive() {
    assertThatThrownBy(() -> Timing.of(LEASE, Duration.ZERO, SETTLE)).hasMessageContaining("T_REQ");
  }

  @Test
  void settle_covers_pause_application_visibility_and_margin() {
    var covered = SETTLE.minus(SETTLE.dividedBy(8).multipliedBy(2)).minus(MARGIN);
    assertThat(pausing(covered).settle()).isEqualTo(SETTLE);
    assertThatThrownBy(() -> pausing(covered.plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SETTLE >= PAUSE_TOLERATED + T_APPLY + T_VISIBLE + MARGIN")
        .hasMessageContaining("600000 ms is below 600001 ms");
  }

  @Test
  void a_settle_that_is_short_against_the_lease_is_refused() {
    assertThatThrownBy(() -> Timing.of(LEASE, REQUEST, Duration.ofSeconds(19)))
        .hasMessageContaining("SETTLE");
    assertThat(Timing.of(LEASE, REQUEST, Duration.ofSeconds(20)).secondLook())
        .isEqualTo(Duration.ofSeconds(2));
  }
}
