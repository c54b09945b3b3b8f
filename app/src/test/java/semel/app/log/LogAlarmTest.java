package semel.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.app.LogLines;
import semel.monitor.Alarm;
import semel.monitor.Alert;

/// An alert reaches the log once, heard elsewhere or not.
class LogAlarmTest {

  private static final Alert REPEAT = alert("Duplicate SMS attempt blocked 3 times.");

  private final LogLines log = new LogLines("semel");
  private final List<Alert> passedOn = new ArrayList<>();
  private boolean deaf;

  @AfterEach
  void stopReading() {
    log.close();
  }

  private static Alert alert(String text) {
    return new Alert("rule", text, 3, Duration.ZERO);
  }

  private LogAlarm alarm() {
    Alarm other =
        alert -> {
          passedOn.add(alert);
          return !deaf;
        };
    return new LogAlarm(Optional.of(other));
  }

  @Test
  void without_anybody_else_the_log_is_enough() {
    assertThat(new LogAlarm(Optional.empty()).tell(REPEAT)).isTrue();
    assertThat(log.lines()).containsExactly("[ALERT] Duplicate SMS attempt blocked 3 times.");
  }

  @Test
  void an_alert_is_passed_on() {
    assertThat(alarm().tell(REPEAT)).isTrue();
    assertThat(passedOn).containsExactly(REPEAT);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void an_alert_that_is_not_heard_is_in_the_log_all_the_same_and_only_once() {
    var alarm = alarm();
    deaf = true;
    assertThat(alarm.tell(REPEAT)).isFalse();
    assertThat(alarm.tell(REPEAT)).isFalse();
    assertThat(log.lines()).hasSize(1);
    deaf = false;
    assertThat(alarm.tell(REPEAT)).isTrue();
    assertThat(passedOn).hasSize(3);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void the_same_alert_another_day_is_another_line() {
    var alarm = alarm();
    alarm.tell(REPEAT);
    alarm.tell(REPEAT);
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void two_alerts_that_are_not_heard_are_two_lines() {
    var alarm = alarm();
    deaf = true;
    alarm.tell(REPEAT);
    alarm.tell(alert("The database is almost full."));
    assertThat(log.lines()).hasSize(2);
  }
}
