package semel.app.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import semel.monitor.Alarm;
import semel.monitor.Alert.Telling;

/// Writes alerts to the log, which always hears.
public final class LogAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  @Override
  public boolean tell(Telling telling) {
    LOG.atLevel(telling.over() ? Level.INFO : Level.WARN)
        .addKeyValue("event", telling.over() ? "alarm-over" : "alarm")
        .addKeyValue("rule", telling.alert().rule())
        .log("[ALERT] {}", telling.sentence());
    return true;
  }
}
