package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import semel.simulated.SimulatedClock;

class MomentTest {

  private final SimulatedClock clock = new SimulatedClock();
  private final Moment began = Moment.now(clock);

  @Test
  void time_passes_by_both_clocks() {
    clock.passed(Duration.ofSeconds(3));
    assertThat(began.elapsed(clock)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void the_clock_that_says_more_is_believed() {
    clock.passed(Duration.ofSeconds(3));
    clock.wallJumped(Duration.ofHours(-1));
    assertThat(began.elapsed(clock)).isEqualTo(Duration.ofSeconds(3));
    clock.wallJumped(Duration.ofHours(2));
    assertThat(began.elapsed(clock)).isEqualTo(Duration.ofHours(1).plusSeconds(3));
  }

  @Test
  void a_wall_clock_that_was_set_back_is_told_by_the_other() {
    clock.passed(Duration.ofSeconds(3));
    assertThat(began.setBack(clock)).isZero();
    clock.suspended(Duration.ofMinutes(40));
    clock.wallJumped(Duration.ofHours(-1));
    assertThat(began.setBack(clock)).isEqualTo(Duration.ofMinutes(20));
    clock.wallJumped(Duration.ofHours(1));
    assertThat(began.setBack(clock)).isEqualTo(Duration.ofMinutes(-40));
  }

  @Test
  void a_suspended_machine_lost_time_that_counts() {
    clock.suspended(Duration.ofMinutes(2));
    assertThat(began.elapsed(clock)).isEqualTo(Duration.ofMinutes(2));
  }
}
