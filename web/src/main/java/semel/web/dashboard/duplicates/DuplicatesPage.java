package semel.web.dashboard.duplicates;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import semel.board.Repeats;
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
    var reason = call.query("reason").orElse(null);
    try {
      var query = new Repeats.Query(reason, call.query("cursor").orElse(null), LIMIT);
      var model =
          new DuplicatesModel(
              looks.board().repeats(zone.get()), looks.listing().repeats(query), reason);
      return pages.page(call, Section.DUPLICATES, "duplicates/page.jte", model);
    } catch (IllegalArgumentException _) {
      return Answer.seeOther("/duplicates"); // a cursor that somebody changed begins anew
    }
  }
}
