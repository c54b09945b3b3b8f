package semel.web.dashboard.duplicates;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import semel.board.Repeats;
import semel.campaign.Segments;
import semel.message.Channel;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;

/// `/duplicates`: who tried twice, why it was stopped, and what it would have cost.
public final class DuplicatesPage {

  private static final int LIMIT = 50;

  private final Pages pages;
  private final Looks looks;
  private final Supplier<ZoneId> zone;

  public DuplicatesPage(Pages pages, Looks looks, Supplier<ZoneId> zone) {
    this.pages = pages;
    this.looks = looks;
    this.zone = zone;
  }

  public List<Route> routes() {
    return List.of(Route.page(Role.VIEWER, "GET", "/duplicates", this::show));
  }

  private Answer show(Call call) {
    var choice = Choice.of(call);
    var here = zone.get();
    var totals = looks.board().repeats(here);
    try {
      var query = choice.query(totals.at(), here, call.query("cursor").orElse(null), LIMIT);
      var repeats = looks.listing().repeats(query);
      var lines = repeats.rows().stream().map(this::line).toList();
      var model = new DuplicatesModel(totals, lines, repeats.next(), choice);
      return pages.page(call, Section.DUPLICATES, "duplicates/page.jte", model);
    } catch (IllegalArgumentException _) {
      return Answer.seeOther(choice.path()); // a cursor that somebody changed begins anew
    }
  }

  /// An SMS that cannot be read counts as one segment, as in the sum above the list.
  private DuplicatesModel.Line line(Repeats.Row row) {
    if (row.first().channel() == Channel.EMAIL) {
      return new DuplicatesModel.Line(row, 0);
    }
    var text = looks.reading().sms(row.account(), row.body());
    return new DuplicatesModel.Line(row, text.map(sms -> Segments.of(sms).count()).orElse(1));
  }
}
