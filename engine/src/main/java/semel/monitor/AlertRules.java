package semel.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import semel.message.State;

/// The rules from what is seen to alerts. Pure.
public final class AlertRules {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// How far clocks may be apart before somebody should do something about it.
  public static final Duration SKEW_MAX = Duration.ofSeconds(5);

  /// A destination that was away for less is nobody's trouble.
  private static final Duration UNHEARD_MAX = Duration.ofMinutes(2);

  /// A smaller share than this is no longer people with their phones switched off.
  private static final double ARRIVING_LEAST = 0.8;

  /// From where on somebody is told.
  ///
  /// @param lag of the oldest due message
  /// @param doubt age of the oldest doubt
  /// @param due how many messages may be due at once
  public record Bounds(Duration lag, Duration doubt, long due) {}

  private final Bounds bounds;

  public AlertRules(Bounds bounds) {
    this.bounds = bounds;
  }

  /// Every alert that is called for.
  public List<Alert> of(Snapshot s, Here here) {
    var alerts = new ArrayList<Alert>();
    repeats(s.newRepeats(), alerts);
    outcomes(s, alerts);
    paused(s.paused(), alerts);
    onHold(s.onHold(), alerts);
    waits(s, alerts);
    past(s.watched(), alerts);
    receipts(s.receipts(), alerts);
    here(here, alerts);
    unheard(s.watched().unheard(), alerts);
    return alerts;
  }

  private static void outcomes(Snapshot s, List<Alert> alerts) {
    if (s.newIncidents() > 0) {
      var text =
          "A second acceptance is possible: %d incident(s). Semel kept the evidence and sends "
              + "nothing more for them. Look at the journal of these leads.";
      alerts.add(happened("incident", text, s.newIncidents(), MINUTE));
    }
    if (s.newFailures() > 0) {
      var text =
          "%d message(s) failed: refused by the provider, or too late. Nothing was accepted, and "
              + "Semel does not try again. Log and journal name lead and reason.";
      alerts.add(happened("failed", text, s.newFailures(), MINUTE));
    }
    if (s.count(State.Name.HELD) > 0) {
      var text =
          "%d message(s) are held: nobody can know whether the provider took them. Semel "
              + "does not guess. Settle each with POST /api/messages/{leadId}/{channel}/resolve.";
      var count = s.count(State.Name.HELD);
      alerts.add(new Alert("held", counted(text, count), count, HOUR, true));
    }
  }

  private static void paused(List<Snapshot.PausedAccount> accounts, List<Alert> alerts) {
    for (var paused : accounts) {
      var text =
          "Account "
              + paused.account()
              + " is paused: "
              + paused.reason()
              + (paused.left() == null
                  ? ". Messages wait until somebody resumes it."
                  : ". Messages wait and are tried again by themselves. Check the account if this "
                      + "repeats.");
      alerts.add(goesOn("paused:" + paused.account(), text));
    }
  }

  private static void onHold(List<Snapshot.CampaignOnHold> campaigns, List<Alert> alerts) {
    for (var waiting : campaigns) {
      var text =
          "The SMS of campaign "
              + waiting.campaign()
              + " wait: "
              + waiting.reason()
              + ". Nothing is spent on them until somebody releases the campaign. Look at its new "
              + "leads; what waits for a day fails as too late.";
      alerts.add(goesOn("campaign:" + waiting.campaign(), text));
    }
  }

  private void waits(Snapshot s, List<Alert> alerts) {
    if (s.lag().compareTo(bounds.lag()) > 0) {
      var text =
          "The oldest due message waits for "
              + s.lag().toMinutes()
              + " min. Nothing is lost; "
              + "./semel doctor tells what holds it up.";
      alerts.add(goesOn("lag", text));
    }
    if (s.watched().due() > bounds.due()) {
      var text =
          s.watched().due()
              + " messages are due at once. Semel sends them as fast as providers and limits "
              + "allow. Look at the limits of the accounts, or run another Semel.";
      alerts.add(goesOn("backlog", text));
    }
    if (s.watched().openDoubt().compareTo(bounds.doubt()) > 0) {
      var text =
          "A message is in doubt for "
              + s.watched().openDoubt().toMinutes()
              + " min. Semel sends nothing from doubt and asks the provider again and again. Look "
              + "whether the provider answers.";
      alerts.add(goesOn("doubt", text));
    }
  }

  private static void past(Snapshot.Watched watched, List<Alert> alerts) {
    if (watched.newPasts() > 0) {
      var text =
          "The past of the database changed (fail-over, restore, old files): "
              + watched.doubted()
              + " message(s) may be out although it does not say so. Semel put them in doubt and "
              + "settles them by evidence. If nobody restored anything, find out what happened.";
      alerts.add(new Alert("past", text, 1, MINUTE, false));
    }
  }

  private static void here(Here here, List<Alert> alerts) {
    if (here.skew().compareTo(SKEW_MAX) > 0) {
      var text =
          "The clock of "
              + here.worker()
              + " is "
              + here.skew().toSeconds()
              + " s from the database's. Nothing is sent twice by that, but times mislead. Set it "
              + "by NTP.";
      alerts.add(goesOn("clock", text));
    }
    for (var balance : here.balances()) {
      if (balance.low()) {
        var text =
            "Account "
                + balance.account()
                + " has "
                + (balance.left().toPlainString() + " " + balance.currency()).strip()
                + " left, less than "
                + balance.least().toPlainString()
                + ". Semel goes on as long as the provider takes messages. Top it up.";
        alerts.add(goesOn("balance:" + balance.account(), text));
      }
    }
  }

  /// Whether a destination is away, and not only waited for.
  public static boolean isUnheard(Snapshot.Unheard unheard) {
    return unheard.tries() > 1 && unheard.oldest().compareTo(UNHEARD_MAX) > 0;
  }

  private static void unheard(List<Snapshot.Unheard> destinations, List<Alert> alerts) {
    for (var unheard : destinations) {
      if (isUnheard(unheard)) {
        var text =
            "Alarms do not reach "
                + unheard.destination()
                + ": "
                + unheard.waiting()
                + " wait, the oldest for "
                + unheard.oldest().toMinutes()
                + " min. Semel tries again for three days; the log says why. Check address and "
                + "secret.";
        alerts.add(goesOn("unheard:" + unheard.destination(), text));
      }
    }
  }

  private static void receipts(Snapshot.Receipts receipts, List<Alert> alerts) {
    if (receipts.unmatched() > 0) {
      var text =
          "%d receipt(s) name a message that Semel does not know. They are kept and looked at "
              + "again for three days. Nothing to do if others send through the same account; "
              + "otherwise look whether this database is the right one.";
      alerts.add(happened("unmatched", text, receipts.unmatched(), DAY));
    }
    if (receipts.contradicted() > 0) {
      var text =
          "%d message(s) were reported delivered and undelivered. Semel shows the later kind and "
              + "sends nothing again. Ask the provider if it goes on.";
      alerts.add(happened("receipts", text, receipts.contradicted(), DAY));
    }
    for (var arrivals : receipts.arrivals()) {
      if (arrivals.delivered() < arrivals.decided() * ARRIVING_LEAST) {
        var text =
            arrivals.delivered()
                + " of "
                + arrivals.decided()
                + " messages to numbers that begin with "
                + arrivals.prefix()
                + " arrived since yesterday. Semel sends nothing again. Ask the provider about "
                + "this operator.";
        var rule = "prefix:" + arrivals.prefix().replace("+", "");
        alerts.add(new Alert(rule, text, 1, DAY, false));
      }
    }
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
    alerts.add(happened("repeat", text, count, MINUTE));
  }

  private static Alert happened(String rule, String text, long count, Duration every) {
    return new Alert(rule, counted(text, count), count, every, false);
  }

  private static Alert goesOn(String rule, String text) {
    return new Alert(rule, text, 1, HOUR, true);
  }

  private static String counted(String text, long count) {
    return text.replace("%d", Long.toString(count));
  }
}
