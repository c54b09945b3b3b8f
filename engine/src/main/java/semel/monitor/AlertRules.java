package semel.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import semel.message.State;

/// The rules from a snapshot to alerts. Pure.
public final class AlertRules {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LAG_MAX = Duration.ofMinutes(5);

  private AlertRules() {}

  /// Every alert that a snapshot calls for.
  public static List<Alert> of(Snapshot s) {
    var alerts = new ArrayList<Alert>();
    repeats(s.newRepeats(), alerts);
    if (s.newIncidents() > 0) {
      var text =
          "A second acceptance is possible: %d incident(s). Semel kept the evidence and sends "
              + "nothing more for them. Look at the journal of these leads.";
      alerts.add(alert("incident", text, s.newIncidents(), MINUTE));
    }
    if (s.newFailures() > 0) {
      var text =
          "%d message(s) failed: refused by the provider, or too late. Nothing was accepted, and "
              + "Semel does not try again. Log and journal name lead and reason.";
      alerts.add(alert("failed", text, s.newFailures(), MINUTE));
    }
    if (s.count(State.Name.HELD) > 0) {
      var text =
          "%d message(s) are held: nobody can know whether the provider took them. Semel "
              + "does not guess. Settle each with POST /api/messages/{leadId}/{channel}/resolve.";
      alerts.add(alert("held", text, s.count(State.Name.HELD), HOUR));
    }
    for (var paused : s.paused()) {
      var text =
          "Account "
              + paused.account()
              + " is paused: "
              + paused.reason()
              + (paused.left() == null
                  ? ". Messages wait until somebody resumes it."
                  : ". Messages wait and are tried again by themselves. Check the account if this "
                      + "repeats.");
      alerts.add(new Alert("paused:" + paused.account(), text, 1, HOUR));
    }
    if (s.lag().compareTo(LAG_MAX) > 0) {
      var text =
          "The oldest due message waits for "
              + s.lag().toMinutes()
              + " min. Nothing is lost; "
              + "./semel doctor tells what holds it up.";
      alerts.add(new Alert("lag", text, 1, HOUR));
    }
    return alerts;
  }

  private static void repeats(Map<String, Long> byReason, List<Alert> alerts) {
    var count = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (count == 0) {
      return;
    }
    var reasons =
        byReason.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getValue() + " × " + e.getKey())
            .collect(Collectors.joining(", "));
    var text =
        "Duplicate SMS attempt blocked: %d ("
            + reasons
            + "). Nobody got a second message. "
            + "Nothing to do, unless the number surprises you.";
    alerts.add(alert("repeat", text, count, MINUTE));
  }

  private static Alert alert(String rule, String text, long count, Duration every) {
    return new Alert(rule, text.replace("%d", Long.toString(count)), count, every);
  }
}
