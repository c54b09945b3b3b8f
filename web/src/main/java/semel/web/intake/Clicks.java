package semel.web.intake;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.Leads;
import semel.message.Channel;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// The links in messages: counts a click and sends the person on.
public final class Clicks {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{11}[a-z]");
  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Leads leads;
  private final URI test;

  /// @param test where Semel's own test is: a campaign whose clicks end there has a page for each
  ///   lead
  public Clicks(Leads leads, URI test) {
    this.leads = leads;
    this.test = test;
  }

  /// `GET /l/{code}`.
  public Answer shortLink(Call call) {
    var text = call.parameter("code");
    if (!CODE.matcher(text).matches()) {
      return unknown();
    }
    var last = text.length() - 1;
    for (var channel : Channel.values()) {
      if (Campaign.letter(channel) == text.charAt(last)) {
        var code = new LinkCode(text.substring(0, last));
        return isLook(call)
            ? Answer.empty(200)
            : leads
                .click(code, channel)
                .map(target -> sentOn(target, code))
                .orElseGet(Clicks::unknown);
      }
    }
    return unknown();
  }

  private Answer sentOn(URI target, LinkCode code) {
    return Answer.redirect(
        target.equals(test)
            ? test.getRawPath() + "/result/" + code.value()
            : target.toASCIIString());
  }

  /// `GET /api/landing/track/{leadId}?source=sms|email`, the links of the old backend.
  public Answer track(Call call) {
    var lead = call.lead();
    if (lead.isEmpty()) {
      return unknown();
    }
    for (var channel : Channel.values()) {
      if (call.query("source").filter(channel.key()::equals).isPresent()) {
        return isLook(call) ? Answer.empty(200) : sentOn(leads.click(lead.get(), channel));
      }
    }
    return Answer.problem(new Problem(400, "click.source"), ENGLISH);
  }

  // Link checkers ask with HEAD; nobody has clicked then.
  private static boolean isLook(Call call) {
    return call.method().equals("HEAD");
  }

  private static Answer sentOn(Optional<URI> target) {
    return target.map(uri -> Answer.redirect(uri.toASCIIString())).orElseGet(Clicks::unknown);
  }

  private static Answer unknown() {
    return Answer.problem(new Problem(404, "link.unknown"), ENGLISH);
  }
}
