package semel.web.stop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import semel.campaign.Campaign;
import semel.campaign.Campaign.Linked;
import semel.intake.LeadAnswers;
import semel.intake.Leads;
import semel.stops.Stops;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.page.Language;
import semel.web.page.Pages;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// `/u/{code}`, the link in a message that stops further ones. To look at it changes nothing, since
/// programs look at links too. To send it does, whatever the body says: a mailbox sends a form of
/// one kind or the other when its owner unsubscribes (RFC 8058), and a person has one button.
public final class StopPages {

  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Stops stops;
  private final Leads leads;
  private final Pages pages;

  public StopPages(Stops stops, Leads leads, Pages pages) {
    this.stops = stops;
    this.leads = leads;
    this.pages = pages;
  }

  /// Both routes.
  public List<Route> routes() {
    return List.of(
        Route.open("GET", "/u/{code}", call -> of(call, this::asked)),
        Route.open("POST", "/u/{code}", call -> of(call, this::stopped)));
  }

  private interface OnLead {
    Answer answer(Call call, Linked linked, LeadAnswers lead);
  }

  private Answer of(Call call, OnLead then) {
    var linked = Campaign.linked(call.parameter("code"));
    return linked
        .flatMap(found -> leads.answers(found.code()).map(lead -> then.answer(call, found, lead)))
        .orElseGet(() -> unknown(call));
  }

  private Answer asked(Call call, Linked linked, LeadAnswers lead) {
    return page(call, lead, new StopModel(linked.channel(), false));
  }

  private Answer stopped(Call call, Linked linked, LeadAnswers lead) {
    return stops.stop(linked.code(), linked.channel())
        ? page(call, lead, new StopModel(linked.channel(), true))
        : unknown(call);
  }

  /// In the language of the messages.
  private Answer page(Call call, LeadAnswers lead, StopModel model) {
    var language =
        Pages.ofStranger(call, Optional.ofNullable(lead.language()).flatMap(Language::of));
    return pages
        .open(call, 200, language, "stop/page.jte", model)
        .with("X-Robots-Tag", "noindex, nofollow");
  }

  private Answer unknown(Call call) {
    var problem = new Problem(404, "link.unknown");
    return call.fromPerson() ? pages.problem(call, problem) : Answer.problem(problem, ENGLISH);
  }
}
