package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.monitor.Alert.Telling;

/// What is said to a destination, and when again.
class TellerTest {

  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  private final Deque<Telling> waiting = new ArrayDeque<>();
  private final List<Telling> told = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private boolean deaf;

  private final Alerts book =
      new Alerts() {
        @Override
        public void note(List<Alert> called, Duration quiet) {
          throw new AssertionError("a teller raises nothing");
        }

        @Override
        public Optional<Telling> take(String destination) {
          assertThat(destination).isEqualTo("webhook");
          return Optional.ofNullable(waiting.poll());
        }

        @Override
        public void told(Telling telling) {
          told.add(telling);
        }

        @Override
        public void untold(Telling telling, Duration pause) {
          pauses.add(pause);
        }
      };

  private final Teller teller = new Teller("webhook", _ -> !deaf, book);

  private static Telling telling(int tries, boolean over, Duration lasted) {
    var alert = new Alert("lag", "Messages wait.", 1, Duration.ofHours(1), true);
    return new Telling(
        new UUID(1, tries), new UUID(2, 2), alert, SINCE, SINCE.plus(lasted), over, tries);
  }

  @Test
  void one_thing_is_said_at_a_time_and_at_once_the_next() {
    waiting.add(telling(1, false, Duration.ZERO));
    waiting.add(telling(2, false, Duration.ZERO));
    assertThat(teller.step()).isZero();
    assertThat(told).hasSize(1);
    assertThat(teller.step()).isZero();
    assertThat(told).hasSize(2);
    assertThat(teller.step()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void what_was_not_heard_is_not_told() {
    deaf = true;
    waiting.add(telling(1, false, Duration.ZERO));
    assertThat(teller.step()).isZero();
    assertThat(told).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "7, 320", "8, 600", "9, 600", "1000000, 600"})
  void each_try_waits_twice_as_long_as_the_one_before_and_never_over_ten_minutes(
      int tries, int seconds) {
    assertThat(Teller.pause(tries)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void an_end_says_how_long_it_was() {
    assertThat(telling(1, false, Duration.ofMinutes(9)).sentence()).isEqualTo("Messages wait.");
    assertThat(telling(1, true, Duration.ofSeconds(119)).sentence())
        .isEqualTo("Over after 119 s: Messages wait.");
    assertThat(telling(1, true, Duration.ofMinutes(9)).sentence())
        .isEqualTo("Over after 9 min: Messages wait.");
  }
}
