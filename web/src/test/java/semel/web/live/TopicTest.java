package semel.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import semel.monitor.Pulse;

class TopicTest {

  private static final Pulse BEFORE = new Pulse(1, 2, 3, 4, Instant.EPOCH);

  @Test
  void nothing_happened_between_equal_pulses() {
    assertThat(Topic.between(BEFORE, BEFORE)).isEmpty();
  }

  @Test
  void each_thing_that_grows_tells_who_waits_for_it() {
    assertThat(Topic.between(BEFORE, new Pulse(2, 2, 3, 4, Instant.EPOCH)))
        .containsExactlyInAnyOrder(Topic.SNAPSHOT, Topic.MESSAGE);
    assertThat(Topic.between(BEFORE, new Pulse(1, 3, 3, 4, Instant.EPOCH)))
        .containsExactlyInAnyOrder(Topic.SNAPSHOT, Topic.REPEAT);
    assertThat(Topic.between(BEFORE, new Pulse(1, 2, 4, 4, Instant.EPOCH)))
        .containsExactly(Topic.ALERT);
    assertThat(Topic.between(BEFORE, new Pulse(1, 2, 3, 5, Instant.EPOCH)))
        .containsExactly(Topic.SANDBOX);
    assertThat(Topic.between(BEFORE, new Pulse(1, 2, 3, 4, Instant.EPOCH.plusSeconds(1))))
        .contains(Topic.MESSAGE);
  }
}
