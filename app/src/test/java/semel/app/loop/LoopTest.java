package semel.app.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.worker.ThreadNames.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.app.LogLines;

/// When a loop steps, when it rests, and that nothing but its end ends it.
@Timeout(300)
class LoopTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String NAME = "loop-under-test";

  private final AtomicInteger steps = new AtomicInteger();
  private @Nullable Loop loop;

  /// Starts a loop that counts its steps.
  private Loop started(Supplier<Duration> step) {
    var made =
        new Loop(
            NAME,
            () -> {
              steps.incrementAndGet();
              return step.get();
            });
    loop = made;
    made.start();
    return made;
  }

  @AfterEach
  void end() {
    if (loop != null) {
      loop.close();
      loop.join(PATIENCE);
    }
    assertThat(runs(NAME)).isFalse();
  }

  private void untilSteps(int count) {
    eventually(count + " steps", () -> steps.get() >= count);
  }

  @Test
  void it_steps_at_once_and_again_after_each_rest() {
    started(() -> Duration.ofMillis(3));
    untilSteps(5);
  }

  @Test
  void a_step_with_more_to_do_is_followed_at_once() {
    var begun = System.nanoTime();
    started(() -> steps.get() < 1_000 ? Duration.ZERO : LONG);
    untilSteps(1_000);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_rest_is_never_so_short_that_the_loop_spins() {
    var begun = System.nanoTime();
    started(() -> steps.get() < 21 ? Duration.ofNanos(1) : LONG);
    untilSteps(21);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void a_rest_below_nothing_is_a_short_one() {
    var begun = System.nanoTime();
    started(() -> steps.get() < 11 ? Duration.ofSeconds(-5) : LONG);
    untilSteps(11);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void news_end_a_long_rest() {
    var loop = started(() -> LONG);
    untilSteps(1);
    loop.wake();
    untilSteps(2);
    loop.wake();
    untilSteps(3);
  }

  @Test
  void news_during_a_step_are_not_lost() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var loop =
        started(() -> {
          inside.countDown();
          await(leave);
          return LONG;
        });
    inside.await();
    loop.wake();
    leave.countDown();
    untilSteps(2);
  }

  @Test
  void it_is_woken_when_the_delay_is_over_and_not_before() {
    var delay = Duration.ofMillis(60);
    var second = new AtomicLong();
    var loop =
        started(() -> {
          second.set(System.nanoTime());
          return LONG;
        });
    untilSteps(1);
    var asked = System.nanoTime();
    loop.wakeIn(delay);
    untilSteps(2);
    eventually("the second step noted its time", () -> second.get() - asked > 0);
    assertThat(Duration.ofNanos(second.get() - asked)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void the_earliest_of_several_wakes_counts() {
    var loop = started(() -> LONG);
    untilSteps(1);
    loop.wakeIn(Duration.ofMinutes(30));
    loop.wakeIn(Duration.ofMillis(5));
    loop.wakeIn(Duration.ofMinutes(40));
    untilSteps(2);
  }

  @Test
  void a_wake_that_is_far_off_survives_the_steps_before_it() {
    var loop = started(() -> LONG);
    untilSteps(1);
    loop.wakeIn(Duration.ofMillis(200));
    loop.wake();
    untilSteps(2);
    loop.wakeIn(Duration.ofMillis(50));
    untilSteps(3);
  }

  @Test
  void an_exception_is_said_in_one_line_and_the_loop_goes_on() {
    try (var log = new LogLines(Loop.class.getName())) {
      var begun = System.nanoTime();
      started(() -> {
        if (steps.get() == 1) {
          throw new UncheckedIOException(new IOException("the database\nis away"));
        }
        return LONG;
      });
      untilSteps(2);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(log.lines()).containsExactly(NAME + ": the database is away; going on in 1 s");
    }
  }

  @Test
  void an_error_does_not_end_it_either() {
    try (var log = new LogLines(Loop.class.getName())) {
      var loop =
          started(() -> {
            if (steps.get() == 1) {
              throw new StackOverflowError();
            }
            return LONG;
          });
      eventually("the fault is told", () -> log.lines().size() == 1);
      loop.wake(); // news end this rest too
      untilSteps(2);
      assertThat(log.lines()).containsExactly(NAME + ": StackOverflowError; going on in 1 s");
    }
  }

  @Test
  void a_stop_ends_a_rest_and_nothing_follows() {
    var loop = started(() -> LONG);
    untilSteps(1);
    loop.close();
    loop.join(PATIENCE);
    assertThat(runs(NAME)).isFalse();
    loop.wake();
    assertThat(steps).hasValue(1);
  }

  @Test
  void a_stop_lets_the_step_that_runs_end() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var loop =
        started(() -> {
          inside.countDown();
          await(leave);
          ended.countDown();
          return Duration.ZERO;
        });
    inside.await();
    loop.close();
    loop.join(Duration.ofMillis(20));
    assertThat(ended.getCount()).as("still in its step").isEqualTo(1);
    leave.countDown();
    loop.join(PATIENCE);
    assertThat(ended.getCount()).isZero();
    assertThat(steps).hasValue(1);
  }

  @Test
  void time_passes_for_one_who_waits() {
    var begun = System.nanoTime();
    SystemClock.pass(Duration.ofMillis(15));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(15));
  }

  @Test
  void one_who_is_interrupted_while_time_passes_stays_interrupted() {
    Thread.currentThread().interrupt();
    SystemClock.pass(LONG);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
