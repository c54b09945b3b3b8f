package semel.web.dashboard.overview;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import semel.board.Period;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;

/// `GET /`: did everyone get exactly one?
public final class OverviewPage {

  private final Pages pages;
  private final Looks looks;
  private final Supplier<ZoneId> zone;

  public OverviewPage(Pages pages, Looks looks, Supplier<ZoneId> zone) {
    this.pages = pages;
    this.looks = looks;
    this.zone = zone;
  }

  public List<Route> routes() {
    return List.of(Route.page(Role.VIEWER, "GET", "/", this::show));
  }

  private Answer show(Call call) {
    var period = call.query("period").flatMap(Period::ofKey).orElse(Period.TODAY);
    return pages.page(call, Section.OVERVIEW, "overview/page.jte", model(period));
  }

  /// Adds up what the page shows of today, so that whoever looks first finds it kept.
  public void warm() {
    model(Period.TODAY);
  }

  private OverviewModel model(Period period) {
    return new OverviewModel(
        period,
        looks.board().overview(period, zone.get()),
        new DeparturesModel(looks.board().departures()),
        looks.board().repeats(zone.get()),
        looks.watch().providers(),
        looks.listing().counts(zone.get()).leads());
  }
}
