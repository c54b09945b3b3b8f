package semel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When clocks that are apart are worth a word.
class CheckupTest {

  @Test
  void clocks_that_are_a_little_apart_are_fit() {
    var result = Checkup.clock(Duration.ofMillis(4_999));
    assertThat(result.fit()).isTrue();
    assertThat(result.sentence()).isEqualTo("clock: 4999 ms from the database's");
  }

  @Test
  void clocks_that_are_far_apart_are_unfit_with_what_to_do_about_it() {
    var result = Checkup.clock(Duration.ofSeconds(5));
    assertThat(result.fit()).isFalse();
    assertThat(result.sentence()).startsWith("clock: 5000 ms").contains("NTP");
  }
}
