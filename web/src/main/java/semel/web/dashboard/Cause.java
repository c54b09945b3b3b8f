package semel.web.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.desk.Desk;
import semel.web.page.View;

/// Why something happened, in the viewer's language. The engine's own sentences are known here, and
/// those that say what providers usually do; what else a provider, a person or a database said
/// stands as it was said.
public final class Cause {

  private static final Pattern PROVIDER = Pattern.compile("(?:Mobizon|Resend) .+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  /// @param words their key; what the pattern's groups match is put in
  /// @param counts whether a number in it is one of things, which bends their noun
  record Known(Pattern sentence, String words, boolean counts) {}

  static final List<Known> KNOWN =
      List.of(
          known("registered", "registered"),
          known("claimed", "claimed"),
          known("claimed, attempt (\\d+)", "attempt"),
          known("accepted as (.+)", "accepted"),
          known("no answer in time", "no-answer"),
          known("the lease lapsed", "lapsed"),
          known("released: (.+)", "released"),
          known("not sent: (.+)", "not-sent"),
          known("refused: (.+)", "refused"),
          known("refused, but an earlier attempt is open: (.+)", "refused-open"),
          known("repeated under the same message key", "repeated"),
          known("the same draft again", "draft-again"),
          known("no draft was chosen, so none was sent", "no-draft"),
          known("(?:cancelled )?by an earlier bounce", "stopped-bounce"),
          known("(?:cancelled )?by an earlier complaint", "stopped-complaint"),
          known("(?:cancelled )?by the stop list", "stopped"),
          known("cancelled by (.+)", "cancelled"),
          known("cancel asked for by (.+)", "cancel-asked"),
          known("sent, says ([^:]+): (.+)", "said-sent"),
          known("not sent, says ([^:]+): (.+)", "said-not-sent"),
          known("seen to be sent", "seen"),
          known("attempts are used up", "used-up"),
          known("attempts are used up and the doubt is open", "used-up-open"),
          known("too late for a repeat", "too-late"),
          known("too late: not sent by (.+)", "missed"),
          known("the provider may have forgotten the message key", "key-over"),
          known("the database's history changed", "history"),
          known("the sandbox clock skipped (\\d+) min", "skipped"),
          known("the sandbox was told to refuse", "sandbox-refuses"),
          known("the sandbox is down", "sandbox-down"),
          known("too late in the lease|The guard let nothing leave\\.", "guard"),
          known("No complete answer came within \\d+ ms\\.", "no-answer"),
          known(
              "The answer is not valid HTTP\\.|The connection (?:broke|was closed) before the "
                  + "answer was complete\\.",
              "torn"),
          known(
              "No connection came up in time\\.|There is no route to the provider\\.|The provider "
                  + "refused the connection\\.|The connection to the provider failed\\.|The "
                  + "connection broke (?:before the request was written|while TLS was being set up)"
                  + "\\.|The provider's host name (?:has no address|was not resolved in time)\\.",
              "no-connection"),
          known("The provider's certificate is not trusted .+", "no-trust"),
          known(
              "Mobizon .+(?:The balance is used up|It seems to be about the balance)\\.",
              "balance"),
          known("Mobizon .+The key does not open this call\\.|Resend answered 40[13] .+", "key"),
          known("Resend answered 429 (?:daily|monthly)_quota_exceeded.*", "quota"),
          known("Mobizon .+Too many calls\\.|Resend answered 429 .+", "too-many"),
          known("An earlier request with this key is in progress\\.", "earlier"),
          known("cannot be composed", "no-text"),
          known("a burst of registrations", "burst"),
          known("more SMS than a day may cost", "spending"),
          known("waits: its campaign is on hold", "on-hold"),
          known("paused by (.+)", "paused-by"),
          known("cancelled|it was cancelled", "was-cancelled"),
          known("by (.+)", "cancelled"),
          known("an attempt is open", "open"),
          known("it may have been sent; settle the doubt first", "doubt-first"),
          known("it failed for good: (.+)", "for-good"),
          known("already final", "final"),
          known("receipt: (.+), against: (.+)", "receipt-against"),
          known("(?:receipt: )?delayed", "receipt-delayed"),
          known("(?:receipt: )?delayed \\((.+)\\)", "receipt-delayed-said"),
          known("(?:receipt: )?delivered", "receipt-delivered"),
          known("(?:receipt: )?delivered \\((.+)\\)", "receipt-delivered-said"),
          known("(?:receipt: )?undelivered", "receipt-undelivered"),
          known("(?:receipt: )?undelivered \\((.+)\\)", "receipt-undelivered-said"),
          known("(?:receipt: )?complained", "receipt-complained"),
          known("(?:receipt: )?complained \\((.+)\\)", "receipt-complained-said"),
          known(Pattern.quote(Desk.OTHER_PAST), "other-past"),
          told("A second acceptance is possible: (\\d+) incident.+", "incident"),
          told("(\\d+) message\\(s\\) failed: .+", "failed"),
          told("(\\d+) message\\(s\\) are held: .+", "held"),
          told("Account (\\S+) is paused: (.+)\\. Messages wait and .+", "paused"),
          told("Account (\\S+) is paused: (.+)\\. Messages wait until .+", "paused-by"),
          told("The SMS of campaign (\\S+) wait: (.+)\\. Nothing is spent .+", "campaign"),
          told("The oldest due message waits for (\\d+) min\\. .+", "lag"),
          told("(\\d+) messages are due at once\\. .+", "backlog"),
          told("A message is in doubt for (\\d+) min\\. .+", "doubt"),
          told("The past of the database changed [^:]+: (\\d+) message.+", "past"),
          told("The clock of (\\S+) is (\\d+) s from .+", "clock"),
          told("Account (\\S+) has (.+) left, less than ([\\d.]+)\\. .+", "balance"),
          told("Alarms do not reach (\\S+): (\\d+) wait, .+ for (\\d+) min\\. .+", "unheard"),
          told("(\\d+) receipt\\(s\\) name a message that .+", "unmatched"),
          told("(\\d+) message\\(s\\) were reported delivered and .+", "contradicted"),
          told("(\\d+) of (\\d+) messages to numbers that begin with (\\S+) .+", "prefix"),
          told("Duplicate SMS attempt blocked: (\\d+) \\((.+)\\)\\. Nobody .+", "repeat"),
          told("(\\d+ × [^,]+), (.+)", "and"),
          told("(\\d+) × ([^,]+)", "times"));

  private Cause() {}

  private static Known known(String sentence, String words) {
    return new Known(Pattern.compile(sentence), "lead.why-" + words, false);
  }

  /// A sentence of an alert.
  private static Known told(String sentence, String words) {
    return new Known(Pattern.compile(sentence), "alerts.text-" + words, true);
  }

  /// Says why.
  public static String of(View view, String why) {
    return known(view, why).orElseGet(() -> view.reason(why));
  }

  /// What a provider said, as it was said: where it is known, beside the sentence of ours.
  public static String quote(View view, String why) {
    var said = PROVIDER.matcher(why);
    return said.find() ? said.group() : known(view, why).isPresent() ? "" : why;
  }

  /// Says why; empty for what is known nowhere.
  public static Optional<String> known(View view, String why) {
    for (var known : KNOWN) {
      var matcher = known.sentence().matcher(why);
      if (matcher.matches()) {
        var places = new Object[matcher.groupCount()];
        for (var i = 0; i < places.length; i++) {
          var group = matcher.group(i + 1);
          var counted = known.counts() && NUMBER.matcher(group).matches();
          places[i] = counted ? Long.valueOf(group) : of(view, group);
        }
        return Optional.of(view.say(known.words(), places));
      }
    }
    return Optional.empty();
  }
}
