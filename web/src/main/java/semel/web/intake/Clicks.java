package semel.web.intake;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.Leads;
import semel.message.Channel;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Reception.ProblemPage;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// The links in messages: counts a click and sends the person on.
public final class Clicks {

  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Leads leads;
  private final URI test;
  private final ProblemPage problems;

  /// @param test where Semel's own test is: a campaign whose clicks end there has a page for each
  ///   lead
  /// @param problems tells the person who clicked that the link leads nowhere
  public Clicks(Leads leads, URI test, ProblemPage problems) {
    this.leads = leads;
    this.test = test;
    this.problems = problems;
  }

  /// `GET /l/{code}`.
  public Answer shortLink(Call call) {
    return Campaign.linked(call.parameter("code"))
        .map(linked -> isLook(call) ? Answer.empty(200) : clicked(call, linked))
        .orElseGet(() -> unknown(call));
  }

  private Answer clicked(Call call, Campaign.Linked linked) {
    return leads
        .click(linked.code(), linked.channel())
        .map(target -> sentOn(target, linked.code()))
        .orElseGet(() -> unknown(call));
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
      return unknown(call);
    }
    for (var channel : Channel.values()) {
      if (call.query("source").filter(channel.key()::equals).isPresent()) {
        return isLook(call) ? Answer.empty(200) : sentOn(call, leads.click(lead.get(), channel));
      }
    }
    return told(call, new Problem(400, "click.source"));
  }

  // Link checkers ask with HEAD; nobody has clicked then.
  private static boolean isLook(Call call) {
    return call.method().equals("HEAD");
  }

  private Answer sentOn(Call call, Optional<URI> target) {
    return target.map(uri -> Answer.redirect(uri.toASCIIString())).orElseGet(() -> unknown(call));
  }

  private Answer unknown(Call call) {
    return told(call, new Problem(404, "link.unknown"));
  }

  private Answer told(Call call, Problem problem) {
    return call.fromPerson() ? problems.tell(call, problem) : Answer.problem(problem, ENGLISH);
  }
}
