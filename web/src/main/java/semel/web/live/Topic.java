package semel.web.live;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import semel.monitor.Pulse;

/// What a region of a page may wait for.
public enum Topic {
  /// Any number of the overview.
  SNAPSHOT,
  /// Messages, their leads and doubts.
  MESSAGE,
  /// Blocked repeats.
  REPEAT,
  /// Alerts.
  ALERT,
  /// What the sandbox took.
  SANDBOX;

  /// As in an event.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What changed between two pulses.
  static Set<Topic> between(Pulse before, Pulse after) {
    var topics = EnumSet.noneOf(Topic.class);
    if (before.line() != after.line() || !before.registered().equals(after.registered())) {
      topics.add(MESSAGE);
      topics.add(SNAPSHOT);
    }
    if (before.repeat() != after.repeat()) {
      topics.add(REPEAT);
      topics.add(SNAPSHOT);
    }
    if (before.alert() != after.alert()) {
      topics.add(ALERT);
    }
    if (before.capture() != after.capture()) {
      topics.add(SANDBOX);
    }
    return topics;
  }
}
