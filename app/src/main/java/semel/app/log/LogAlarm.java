package semel.app.log;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.monitor.Alarm;
import semel.monitor.Alert;

/// Writes alerts to the log, and passes them on to whoever else is told.
public record LogAlarm(Optional<Alarm> other) implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  @Override
  public boolean tell(Alert alert) {
    var heard = other.map(alarm -> alarm.tell(alert)).orElse(true);
    if (heard) {
      LOG.warn("[ALERT] {}", alert.text());
    }
    return heard;
  }
}
