package semel.monitor;

import semel.monitor.Alert.Telling;

/// Port: tells an operator. At least once: false means that it may not have been heard.
public interface Alarm {
  boolean tell(Telling telling);
}
