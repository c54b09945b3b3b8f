package semel.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeClockTest {

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

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
  void a_suspension_is_never_hidden_by_a_wall_clock_that_is_set_back_by_as_much() {
    var clock = new NodeClock(agenda, START, 1, 1);
    clock.suspended(HOUR);
    passes(HOUR + SECOND);
    clock.jump(-HOUR);
    assertThat(clock.wall()).as("a minute less").isEqualTo(START.plusNanos(SECOND + MINUTE));

    passes(2 * MINUTE);
    clock.jump(-HOUR); // whatever was claimed before the suspension is over
    assertThat(clock.wall()).isEqualTo(START.plusNanos(SECOND + 3 * MINUTE - HOUR));
    clock.suspended(HOUR);
    passes(HOUR);
    assertThat(clock.monotonicNanos()).isEqualTo(SECOND + 2 * MINUTE);
    assertThat(clock.wall()).as("a minute ahead").isEqualTo(START.plusNanos(SECOND + 4 * MINUTE));
  }

  @Test
  void what_the_guard_can_tell_happens_as_drawn() {
    for (var shown : List.of(-8 * SECOND, 51 * SECOND)) {
      var clock = new NodeClock(agenda, START, 1, 1);
      var before = clock.wall();
      clock.suspended(HOUR);
      clock.jump(shown - HOUR);
      assertThat(Duration.between(before, clock.wall()).toNanos()).isEqualTo(shown - HOUR);
    }
  }

  @Test
  void only_a_marked_world_has_a_suspension_that_no_clock_shows() {
    var clock = new NodeClock(agenda, START, 1, 1);
    clock.standsStill(HOUR);
    passes(HOUR);

    assertThat(clock.monotonicNanos()).isZero();
    assertThat(clock.wall()).isEqualTo(START);
  }

  @Test
  void each_clock_runs_at_its_own_rate() {
    var clock = new NodeClock(agenda, START, 0.99, 1.01);
    passes(100 * HOUR);

    assertThat(clock.monotonicNanos()).isEqualTo(99 * HOUR);
    assertThat(clock.wall()).isEqualTo(START.plusNanos(101 * HOUR));
  }
}
