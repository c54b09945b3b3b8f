package semel.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.monitor.Alert.Telling;

/// Port: the book of alerts, shared by all workers so that each is told once, not once per worker.
public interface Alerts {

  /// Writes down what is called for now, each rule once in its `every`; what lasts and was not
  /// called for by anybody for `quiet` is over.
  void note(List<Alert> called, Duration quiet);

  /// Takes what is to be said to a destination next. It comes back if it is not told soon.
  Optional<Telling> take(String destination);

  /// It was heard.
  void told(Telling telling);

  /// It may not have been heard: it comes back after `pause`.
  void untold(Telling telling, Duration pause);
}
