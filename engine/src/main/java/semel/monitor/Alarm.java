package semel.monitor;

/// Port: tells an operator. At least once: false means that it may not have been heard.
public interface Alarm {
  boolean tell(Alert alert);
}
