package semel.monitor;

import java.time.Duration;

/// Says to one destination what is in the book, again and again until it is heard. Each destination
/// has its own, so that one that does not answer holds up nothing else.
public final class Teller {

  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PAUSE_LONGEST = Duration.ofMinutes(10);
  private static final int DOUBLINGS_MAX = 7;

  private final String destination;
  private final Alarm alarm;
  private final Alerts alerts;

  /// @param destination what it is called in the book, in alarms and in metrics
  public Teller(String destination, Alarm alarm, Alerts alerts) {
    this.destination = destination;
    this.alarm = alarm;
    this.alerts = alerts;
  }

  public String destination() {
    return destination;
  }

  /// Says one thing, if there is one; returns how long to rest.
  public Duration step() {
    var next = alerts.take(destination);
    if (next.isEmpty()) {
      return REST;
    }
    var telling = next.get();
    if (alarm.tell(telling)) {
      alerts.told(telling);
    } else {
      alerts.untold(telling, pause(telling.tries()));
    }
    return Duration.ZERO;
  }

  /// Twice as long after each try.
  static Duration pause(int tries) {
    var pause = PAUSE.multipliedBy(1L << Math.clamp(tries - 1L, 0, DOUBLINGS_MAX));
    return pause.compareTo(PAUSE_LONGEST) < 0 ? pause : PAUSE_LONGEST;
  }
}
