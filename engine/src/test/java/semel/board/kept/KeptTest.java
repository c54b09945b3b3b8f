package semel.board.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Eventually.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import semel.contract.Race;
import semel.lifecycle.LocalClock;
import semel.simulated.SimulatedClock;

class KeptTest {

  private final SimulatedClock clock = new SimulatedClock();
  private final List<Runnable> behind = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Kept.Means means =
      new Kept.Means(clock, behind::add, e -> failures.add(String.valueOf(e.getMessage())));

  private int computed;
  private Duration cost = Duration.ofMillis(300);
  private boolean down;

  private final Kept<Integer> kept = new Kept<>(this::compute, means);

  private int compute() {
    clock.passed(cost);
    if (down) {
      throw new IllegalStateException("the database is away");
    }
    return ++computed;
  }

  private void runBehind() {
    var all = List.copyOf(behind);
    behind.clear();
    all.forEach(Runnable::run);
  }

  @Test
  void the_first_call_computes_and_the_next_ones_do_not() {
    assertThat(kept.get()).isEqualTo(1);
    assertThat(kept.get()).isEqualTo(1);
    clock.passed(Duration.ofMillis(2_999));
    assertThat(kept.get()).isEqualTo(1);
    assertThat(behind).isEmpty();
  }

  @Test
  void after_ten_times_its_cost_it_is_computed_anew_behind_the_answer() {
    kept.get();
    clock.passed(Duration.ofSeconds(3));
    assertThat(kept.get()).isEqualTo(1);
    assertThat(kept.get()).isEqualTo(1);
    assertThat(behind).hasSize(1);
    runBehind();
    assertThat(kept.get()).isEqualTo(2);
    assertThat(behind).isEmpty();
  }

  @Test
  void who_changed_what_it_says_makes_it_new_at_once() {
    kept.get();
    kept.renew();
    assertThat(kept.get()).isEqualTo(2);
    down = true;
    kept.renew();
    assertThat(kept.get()).isEqualTo(2);
    assertThat(failures).containsExactly("the database is away");
  }

  @Test
  void what_costs_nothing_is_fresh_for_a_second() {
    cost = Duration.ZERO;
    kept.get();
    clock.passed(Duration.ofMillis(999));
    kept.get();
    assertThat(behind).isEmpty();
    clock.passed(Duration.ofMillis(1));
    kept.get();
    assertThat(behind).hasSize(1);
  }

  @Test
  void what_is_cheap_is_waited_for_rather_than_shown_old() {
    cost = Duration.ofMillis(50);
    kept.get();
    clock.passed(Duration.ofMillis(1_001));
    assertThat(kept.get()).isEqualTo(2);
    assertThat(behind).isEmpty();
  }

  @Test
  void what_nobody_asked_for_in_a_long_while_is_waited_for() {
    kept.get();
    clock.passed(Duration.ofSeconds(61));
    assertThat(kept.get()).isEqualTo(2);
    assertThat(behind).isEmpty();
  }

  @Test
  void what_is_very_costly_stays_usable_for_longer() {
    cost = Duration.ofSeconds(10);
    kept.get();
    clock.passed(Duration.ofSeconds(199));
    assertThat(kept.get()).isEqualTo(1);
    assertThat(behind).hasSize(1);
    behind.clear();
  }

  @Test
  void the_first_answer_is_demanded_even_when_it_fails() {
    down = true;
    assertThatThrownBy(kept::get).hasMessage("the database is away");
    down = false;
    assertThat(kept.get()).isEqualTo(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void while_it_fails_the_last_answer_is_given_and_somebody_is_told() {
    kept.get();
    down = true;
    clock.passed(Duration.ofSeconds(4));
    assertThat(kept.get()).isEqualTo(1);
    runBehind();
    assertThat(kept.get()).isEqualTo(1);
    assertThat(failures).containsExactly("the database is away");
    clock.passed(Duration.ofMinutes(2));
    assertThat(kept.get()).isEqualTo(1);
    assertThat(failures).hasSize(2);
    down = false;
    clock.passed(Duration.ofMinutes(2));
    assertThat(kept.get()).isEqualTo(2);
  }

  @Test
  void a_failure_is_not_repeated_at_once() {
    kept.get();
    down = true;
    clock.passed(Duration.ofMinutes(2));
    kept.get();
    kept.get();
    kept.get();
    assertThat(failures).hasSize(1);
    assertThat(behind).isEmpty();
  }

  @Test
  void a_computation_that_nobody_took_over_can_be_handed_over_again() {
    var refused = new AtomicInteger();
    var fragile =
        new Kept<>(
            this::compute,
            new Kept.Means(
                clock,
                _ -> {
                  refused.incrementAndGet();
                  throw new RejectedExecutionException("stopping");
                },
                _ -> {}));
    fragile.get();
    clock.passed(Duration.ofSeconds(4));
    assertThatThrownBy(fragile::get).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(fragile::get).isInstanceOf(RejectedExecutionException.class);
    assertThat(refused).hasValue(2);
  }

  @Test
  void many_who_ask_at_once_cost_one_computation() {
    var answers = Race.of(16, kept::get);
    assertThat(answers).containsOnly(1);
    assertThat(computed).isEqualTo(1);
    clock.passed(Duration.ofMinutes(5));
    assertThat(Race.of(16, kept::get)).containsOnly(2);
    assertThat(computed).isEqualTo(2);
  }

  @Test
  void those_who_waited_for_a_failure_share_it() {
    var askers = 8;
    var reads = new AtomicInteger();
    var tries = new AtomicInteger();
    LocalClock counting =
        new LocalClock() {
          @Override
          public long monotonicNanos() {
            return reads.incrementAndGet();
          }

          @Override
          public Instant wall() {
            return Instant.EPOCH;
          }
        };
    var away =
        new Kept<Integer>(
            () -> {
              tries.incrementAndGet();
              eventually("everybody has asked", () -> reads.get() > askers);
              throw new IllegalStateException("the database is away");
            },
            new Kept.Means(counting, behind::add, _ -> {}));
    Race.of(askers, () -> assertThatThrownBy(away::get).hasMessage("the database is away"));
    assertThat(tries).hasValue(1);
  }

  @Test
  void each_key_has_its_own_answer_and_old_ones_are_forgotten() {
    var byKey = new KeptByKey<Integer, Integer>(key -> key * 1_000 + compute(), means);
    assertThat(byKey.get(1)).isEqualTo(1_001);
    assertThat(byKey.get(2)).isEqualTo(2_002);
    assertThat(byKey.get(1)).isEqualTo(1_001);
    cost = Duration.ZERO;
    for (var key = 3; key < 66; key++) {
      assertThat(byKey.get(1)).isBetween(1_001, 1_999);
      byKey.get(key);
    }
    var before = computed;
    byKey.get(1);
    assertThat(computed).isEqualTo(before);
    byKey.get(2);
    assertThat(computed).isEqualTo(before + 1);
  }
}
