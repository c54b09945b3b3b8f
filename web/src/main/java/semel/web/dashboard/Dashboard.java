package semel.web.dashboard;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import semel.users.Role;
import semel.web.dashboard.doubts.DoubtsPage;
import semel.web.dashboard.duplicates.DuplicatesPage;
import semel.web.dashboard.lead.LeadPage;
import semel.web.dashboard.messages.MessagesPage;
import semel.web.dashboard.overview.OverviewPage;
import semel.web.dashboard.reveal.RevealDoor;
import semel.web.dashboard.sandbox.SandboxPage;
import semel.web.dashboard.watch.CampaignPages;
import semel.web.dashboard.watch.WatchPages;
import semel.web.http.Route;
import semel.web.live.Live;
import semel.web.page.Assets;
import semel.web.page.Frame;
import semel.web.page.Pages;
import semel.web.page.Section;

/// Every page behind the sign-in.
public final class Dashboard {

  private final Looks looks;
  private final Terms terms;
  private final Pages pages;
  private final Live live;
  private final OverviewPage overview;
  private volatile Frame frame = Frame.EMPTY;

  /// What is the same for every page.
  ///
  /// @param sandbox whether everything goes to the sandbox
  /// @param zone whose clock the pages show
  /// @param price of one SMS segment, in tenge
  /// @param settle how long after its lease a doubt waits before a person may say: not sent
  /// @param nanos a monotonic clock
  public record Terms(
      boolean sandbox,
      Supplier<ZoneId> zone,
      IntSupplier price,
      Duration settle,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random) {}

  public Dashboard(Looks looks, Terms terms) {
    this.looks = looks;
    this.terms = terms;
    this.pages = new Pages(new Pages.Surroundings(terms.clock(), terms.zone(), this::frame));
    this.live = new Live(looks.pulses(), terms.nanos());
    this.overview = new OverviewPage(pages, looks, terms.zone());
  }

  /// What turns templates into answers; other rooms' pages use it too.
  public Pages pages() {
    return pages;
  }

  /// The routes of every page.
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(Route.open("GET", "/assets/{file}", Assets.shipped()::serve));
    routes.add(Route.page(Role.VIEWER, "GET", "/live", live::stream));
    routes.add(
        Route.page(
            Role.VIEWER,
            "GET",
            "/more",
            call -> pages.page(call, Section.SETTINGS, "more.jte", looks)));
    routes.addAll(overview.routes());
    routes.addAll(new MessagesPage(pages, looks, terms.zone()).routes());
    routes.addAll(new DoubtsPage(pages, looks, terms.settle()).routes());
    var reveals = new RevealDoor(looks.records(), looks.reveals(), pages);
    routes.addAll(reveals.routes());
    routes.addAll(new LeadPage(pages, looks, terms.zone(), reveals).routes());
    routes.addAll(new DuplicatesPage(pages, looks, terms.zone()).routes());
    routes.addAll(new WatchPages(pages, looks).routes());
    routes.addAll(new CampaignPages(pages, looks, terms.zone()).routes());
    routes.addAll(new SandboxPage(pages, looks, terms.sandbox(), terms.random()).routes());
    return List.copyOf(routes);
  }

  /// Adds up what is costly of the first page. Where the database does not answer, the page says so
  /// to whoever looks.
  ///
  /// @throws UncheckedIOException when the database does not answer
  public void warm() {
    overview.warm();
  }

  /// Ends the streams of open pages.
  public void close() {
    live.close();
  }

  /// The numbers beside the navigation; those of before while the database does not answer, because
  /// the page itself says so.
  private Frame frame() {
    try {
      var counts = looks.listing().counts(terms.zone().get());
      frame =
          new Frame(
              terms.sandbox(),
              counts.doubts(),
              counts.repeats(),
              counts.alerts(),
              terms.price().getAsInt());
    } catch (UncheckedIOException _) {
      return frame;
    }
    return frame;
  }
}
