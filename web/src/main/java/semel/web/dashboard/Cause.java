package semel.web.dashboard;

import java.util.List;
import java.util.regex.Pattern;
import semel.web.page.View;

/// Why something happened, in the viewer's language. The engine's own sentences are known here;
/// what a provider, a person or a database said stands as it was said.
public final class Cause {

  /// @param words their key, after `lead.why-`; what the pattern's groups match is put in
  record Known(Pattern sentence, String words) {}

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
          known("the sandbox clock skipped (\\d+) min", "skipped"));

  private Cause() {}

  private static Known known(String sentence, String words) {
    return new Known(Pattern.compile(sentence), words);
  }

  /// Says why.
  public static String of(View view, String why) {
    for (var known : KNOWN) {
      var matcher = known.sentence().matcher(why);
      if (matcher.matches()) {
        var places = new Object[matcher.groupCount()];
        for (var i = 0; i < places.length; i++) {
          places[i] = of(view, matcher.group(i + 1));
        }
        return view.say("lead.why-" + known.words(), places);
      }
    }
    return view.reason(why);
  }
}
