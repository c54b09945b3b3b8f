package semel.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.app.LogLines;
import semel.monitor.Alert;
import semel.monitor.Alert.Telling;

/// An alert in the log.
class LogAlarmTest {

  private final LogLines log = new LogLines("semel");

  @AfterEach
  void stopReading() {
    log.close();
  }

  private static Telling telling(boolean over) {
    var text = "Duplicate SMS attempt blocked 3 times.";
    var alert = new Alert("rule", text, 3, Duration.ZERO, true);
    var later = Instant.EPOCH.plusSeconds(240);
    return new Telling(new UUID(1, 1), new UUID(2, 2), alert, Instant.EPOCH, later, over, 1);
  }

  @Test
  void what_is_the_matter_is_a_warning() {
    assertThat(new LogAlarm().tell(telling(false))).isTrue();
    assertThat(log.lines()).containsExactly("[ALERT] Duplicate SMS attempt blocked 3 times.");
    assertThat(log.level()).isEqualTo(Level.WARN);
  }

  @Test
  void what_is_over_is_no_warning() {
    assertThat(new LogAlarm().tell(telling(true))).isTrue();
    assertThat(log.lines())
        .containsExactly("[ALERT] Over after 4 min: Duplicate SMS attempt blocked 3 times.");
    assertThat(log.level()).isEqualTo(Level.INFO);
  }
}
