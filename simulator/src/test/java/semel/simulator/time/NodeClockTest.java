package semel.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeClockTest {

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Agenda agenda = new Agenda();

  private void passes(long nanos) {
    agenda.in(nanos, () -> {});
    agenda.step(Long.MAX_VALUE);
  }

  @Test
  void a_wall_clock_jumps_and_the_monotonic_one_does_not() {
    var clock = new NodeClock(agenda, START, 1, 1);
    passes(HOUR);
    clock.jump(-2 * HOUR);

    assertThat(clock.wall()).isEqualTo(START.minusNanos(HOUR));
    assertThat(clock.monotonicNanos()).isEqualTo(HOUR);
  }

  @Test
  void the_monotonic_clock_does_not_show_a_suspension() {
    var clock = new NodeClock(agenda, START, 1, 1);
    clock.suspended(HOUR);
    passes(3 * HOUR);

    assertThat(clock.monotonicNanos()).isEqualTo(2 * HOUR);
    assertThat(clock.wall()).isEqualTo(START.plusNanos(3 * HOUR));
  }

  @Test
  void each_clock_runs_at_its_own_rate() {
    var clock = new NodeClock(agenda, START, 0.99, 1.01);
    passes(100 * HOUR);

    assertThat(clock.monotonicNanos()).isEqualTo(99 * HOUR);
    assertThat(clock.wall()).isEqualTo(START.plusNanos(101 * HOUR));
  }
}
