package semel.web.dashboard.messages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import semel.board.Listing;
import semel.board.MessageLine;
import semel.campaign.Segments;
import semel.desk.Ruling;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.dashboard.messages.ListModel.News;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// `/messages` and `/leads`: what was sent to whom, and what was not yet.
public final class MessagesPage {

  private static final String LIST = "messages/page.jte";
  private static final int CANCELLED_MAX = 100;

  private final Pages pages;
  private final Looks looks;
  private final Supplier<ZoneId> zone;

  public MessagesPage(Pages pages, Looks looks, Supplier<ZoneId> zone) {
    this.pages = pages;
    this.looks = looks;
    this.zone = zone;
  }

  /// The lists and what is done to several of their rows.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/messages", call -> list(call, false)),
        Route.page(Role.VIEWER, "GET", "/leads", call -> list(call, true)),
        Route.page(Role.OPERATOR, "POST", "/messages/cancel", this::cancel));
  }

  private Answer list(Call call, boolean leads) {
    var lens = Lens.of(call, leads);
    try {
      return list(call, lens);
    } catch (IllegalArgumentException _) {
      return Answer.seeOther(lens.path()); // a cursor that somebody changed begins at the beginning
    }
  }

  private Answer list(Call call, Lens lens) {
    var filter = lens.filter(zone.get());
    var counts = looks.listing().counts(zone.get());
    if (!lens.unknown().isEmpty()) {
      var nothing = new ListModel(lens, List.of(), List.of(), null, counts, News.UNTOLD);
      return pages.page(call, Section.MESSAGES, LIST, nothing);
    }
    if (lens.leads()) {
      var page = looks.listing().leads(filter);
      var keys = page.rows().stream().map(lead -> lead.lead().toString()).toList();
      var news = news(call, lens, Seen.of(keys, page.next() != null));
      return shown(
          call, new ListModel(lens, List.of(), page.rows(), page.next(), counts, news), page);
    }
    var page = looks.listing().messages(filter);
    var rows = page.rows().stream().map(this::row).toList();
    var keys = rows.stream().map(Row::key).toList();
    var news = news(call, lens, Seen.of(keys, page.next() != null));
    return shown(call, new ListModel(lens, rows, List.of(), page.next(), counts, news), page);
  }

  private static News news(Call call, Lens lens, Seen now) {
    if (lens.place().cursor() != null) {
      return News.UNTOLD;
    }
    var seen = call.query("seen").flatMap(Seen::parse).orElse(now);
    return new News(seen.text(), seen.fresh(now));
  }

  /// A whole number or an exact key opens the lead itself.
  private Answer shown(Call call, ListModel model, Listing.Page<?> page) {
    var exact = page.exact();
    if (exact != null) {
      return Answer.seeOther("/leads/" + exact);
    }
    var answer = pages.page(call, Section.MESSAGES, LIST, model);
    return call.query("limit").isPresent()
        ? answer.with("Set-Cookie", model.lens().limitCookie())
        : answer;
  }

  private Row row(MessageLine line) {
    var text =
        line.key().channel() == Channel.SMS
            ? looks.reading().sms(line.account(), line.body())
            : Optional.<String>empty();
    return new Row(line, text.map(t -> Segments.of(t).count()).orElse(0));
  }

  /// First asks, naming what it means; then does it.
  private Answer cancel(Call call) {
    return switch (FormBody.of(call, "key")) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> cancel(call, form);
    };
  }

  private Answer cancel(Call call, Form form) {
    var keys = new ArrayList<MessageKey>();
    for (var text : form.all("key")) {
      var key = key(text);
      if (key.isEmpty() || keys.size() == CANCELLED_MAX) {
        return pages.problem(call, new Problem(400, "form.bad"));
      }
      keys.add(key.get());
    }
    if (keys.isEmpty()) {
      return Answer.seeOther("/messages");
    }
    if (!form.has("sure")) {
      return pages.page(call, Section.MESSAGES, "messages/cancel.jte", form.all("key"));
    }
    var done = 0;
    for (var key : keys) {
      var ruling = looks.desk().cancel(key, call.visitor().name());
      done += ruling.kind() == Ruling.Kind.DONE || ruling.kind() == Ruling.Kind.NOTED ? 1 : 0;
    }
    var outcome = List.of(done, keys.size() - done);
    return pages.page(call, Section.MESSAGES, "messages/cancelled.jte", outcome);
  }

  private static Optional<MessageKey> key(String text) {
    var colon = text.indexOf(':');
    for (var channel : Channel.values()) {
      if (colon > 0 && text.substring(colon + 1).equals(channel.key())) {
        try {
          return Optional.of(new MessageKey(LeadId.parse(text.substring(0, colon)), channel));
        } catch (IllegalArgumentException _) {
          return Optional.empty(); // told to the caller as a bad form
        }
      }
    }
    return Optional.empty();
  }
}
