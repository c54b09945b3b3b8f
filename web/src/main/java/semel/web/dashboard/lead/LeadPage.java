package semel.web.dashboard.lead;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Listing.LeadLine;
import semel.desk.Desk;
import semel.desk.LeadFile;
import semel.desk.Ruling;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.users.Role;
import semel.web.dashboard.Cause;
import semel.web.dashboard.Event;
import semel.web.dashboard.Looks;
import semel.web.dashboard.reveal.RevealDoor;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// `/leads/{leadId}`: the timeline, the journal, both messages, and what can be done.
public final class LeadPage {

  private final Pages pages;
  private final Looks looks;
  private final Supplier<ZoneId> zone;
  private final RevealDoor reveals;

  public LeadPage(Pages pages, Looks looks, Supplier<ZoneId> zone, RevealDoor reveals) {
    this.pages = pages;
    this.looks = looks;
    this.zone = zone;
    this.reveals = reveals;
  }

  /// The page and its actions.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/leads/{leadId}", this::show),
        Route.page(Role.OPERATOR, "POST", "/leads/{leadId}/resend", this::resend),
        Route.page(Role.OPERATOR, "GET", "/leads/{leadId}/erase", call -> ask(call, null)),
        Route.page(Role.OPERATOR, "POST", "/leads/{leadId}/erase", this::erase),
        Route.page(Role.OPERATOR, "GET", "/leads/{leadId}/cancel/{channel}", this::ask),
        Route.page(Role.OPERATOR, "POST", "/leads/{leadId}/cancel/{channel}", this::cancel));
  }

  private Answer show(Call call) {
    var file = call.lead().flatMap(looks.records()::lead);
    return file.isEmpty() ? unknown(call) : show(call, file.get());
  }

  private Answer show(Call call, LeadFile file) {
    var events = file.journal().stream().map(Event::of).toList();
    var line = line(file.lead().id());
    if (line.isEmpty()) {
      return unknown(call);
    }
    var sms = line.get().sms();
    var model =
        new LeadModel(
            file.lead(),
            line.get(),
            reveals.person(call, file.lead()),
            events,
            Timeline.of(events),
            sms == null ? null : looks.reading().sms(sms.account(), sms.body()).orElse(null));
    return pages.page(call, Section.MESSAGES, "lead/page.jte", model);
  }

  private Optional<LeadLine> line(LeadId lead) {
    var filter =
        new Filter(Filter.View.ALL, Filter.Chips.NONE, lead.toString(), zone.get(), false, null, 1);
    return looks.listing().leads(filter).rows().stream().findFirst();
  }

  private Answer resend(Call call) {
    var lead = call.lead();
    if (lead.isEmpty()) {
      return unknown(call);
    }
    var rulings = looks.desk().resend(lead.get(), call.visitor().name());
    if (rulings.isEmpty()) {
      return unknown(call);
    }
    if (rulings.values().stream().anyMatch(ruling -> ruling.kind() == Ruling.Kind.DONE)) {
      looks.onDue().accept(Duration.ZERO);
      return Answer.seeOther("/leads/" + lead.get());
    }
    return refused(call, rulings.values().iterator().next().why());
  }

  /// Whoever stops a message cannot start it again, so the page asks once more.
  private Answer ask(Call call) {
    var channel = channel(call);
    var file = call.lead().flatMap(looks.records()::lead);
    if (file.isEmpty() || channel.isEmpty()) {
      return unknown(call);
    }
    var lead = file.get().lead();
    var line = line(lead.id()).map(l -> channel.get() == Channel.SMS ? l.sms() : l.email());
    return line.filter(message -> message.shown().stoppable())
        .map(_ -> new LeadModel.Stopping(lead, channel.get()))
        .map(model -> pages.page(call, Section.MESSAGES, "lead/stop.jte", model))
        .orElseGet(() -> tooLate(call));
  }

  private static Optional<Channel> channel(Call call) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.key().equals(call.parameter("channel")))
        .findFirst();
  }

  private Answer cancel(Call call) {
    var lead = call.lead();
    var channel = channel(call);
    if (lead.isEmpty() || channel.isEmpty()) {
      return unknown(call);
    }
    var ruling =
        looks.desk().cancel(new MessageKey(lead.get(), channel.get()), call.visitor().name());
    return switch (ruling.kind()) {
      case DONE, NOTED -> Answer.seeOther("/leads/" + lead.get());
      case REFUSED ->
          ruling.why().equals(Desk.OTHER_PAST) ? refused(call, ruling.why()) : tooLate(call);
      case NOT_FOUND -> unknown(call);
    };
  }

  private Answer tooLate(Call call) {
    return pages.problem(call, new Problem(409, "ruling.too-late"));
  }

  /// Erasing is for ever, so the person types the word that the page names.
  ///
  /// @param typed instead of it, null when nothing was sent yet
  private Answer ask(Call call, @Nullable String typed) {
    var file = call.lead().flatMap(looks.records()::lead);
    if (file.isEmpty()) {
      return unknown(call);
    }
    var lead = file.get().lead();
    if (lead.erased()) {
      return Answer.seeOther("/leads/" + lead.id());
    }
    var model = new LeadModel.Erasing(lead, typed);
    var code = model.mistyped() ? 422 : 200;
    return pages.page(call, code, Section.MESSAGES, "lead/erase.jte", model);
  }

  private Answer erase(Call call) {
    var lead = call.lead();
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> {
        var word = pages.view(call, Section.MESSAGES).say("lead.erase-word");
        if (lead.isEmpty()) {
          yield unknown(call);
        }
        if (!form.line("word").equalsIgnoreCase(word)) {
          yield ask(call, form.line("word"));
        }
        var erasure = looks.desk().erase(lead.get(), call.visitor().name());
        yield erasure.refused() == null
            ? Answer.seeOther("/leads/" + lead.get())
            : refused(call, erasure.refused());
      }
    };
  }

  private Answer refused(Call call, String reason) {
    var why = Cause.of(pages.view(call, Section.MESSAGES), reason);
    return pages.problem(call, new Problem(409, "ruling.refused", why));
  }

  private Answer unknown(Call call) {
    return pages.problem(call, new Problem(404, "lead.unknown"));
  }
}
