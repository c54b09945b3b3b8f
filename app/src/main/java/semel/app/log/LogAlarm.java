package semel.app.log;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.monitor.Alarm;
import semel.monitor.Alert;

/// Writes alerts to the log, and passes them on to whoever else is told. An alert that was not
/// heard comes back; the log has had it by then. Called by one thread at a time.
public final class LogAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  private final Optional<Alarm> other;
  private final Set<String> unheard = new HashSet<>();

  public LogAlarm(Optional<Alarm> other) {
    this.other = other;
  }

  @Override
  public boolean tell(Alert alert) {
    if (unheard.add(alert.text())) {
      LOG.warn("[ALERT] {}", alert.text());
    }
    var heard = other.map(alarm -> alarm.tell(alert)).orElse(true);
    if (heard) {
      unheard.remove(alert.text());
    }
    return heard;
  }
}
