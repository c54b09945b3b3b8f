package semel.web.dashboard.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import semel.account.AccountId;
import semel.board.Watch;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.web.dashboard.Looks;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;

/// `/providers`, `/alerts` and `/simulator`.
public final class WatchPages {

  private static final int ALERTS = 100;
  private static final String IN_FRAME =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
          + "frame-ancestors 'self'";

  private final Pages pages;
  private final Looks looks;

  public WatchPages(Pages pages, Looks looks) {
    this.pages = pages;
    this.looks = looks;
  }

  /// The pages and their actions.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", "/providers", this::providers),
        Route.page(Role.OPERATOR, "POST", "/providers/{account}/pause", this::pause),
        Route.page(Role.OPERATOR, "POST", "/providers/{account}/resume", this::resume),
        Route.page(Role.VIEWER, "GET", "/alerts", this::alerts),
        Route.page(Role.OPERATOR, "POST", "/alerts/acknowledge", this::acknowledge),
        Route.page(Role.VIEWER, "GET", "/simulator", this::simulator),
        Route.page(Role.VIEWER, "GET", "/simulator/report", this::report));
  }

  private Answer providers(Call call) {
    var providers = looks.watch().providers().stream().map(ProviderCard::new).toList();
    return pages.page(call, Section.PROVIDERS, "providers/page.jte", providers);
  }

  private Answer pause(Call call) {
    var who = call.visitor().name();
    return act(call, Deed.ACCOUNT_PAUSED, account -> looks.pauses().pause(account, who));
  }

  private Answer resume(Call call) {
    return act(
        call,
        Deed.ACCOUNT_RESUMED,
        account -> {
          var resumed = looks.pauses().resume(account);
          looks.onDue().accept(Duration.ZERO);
          return resumed;
        });
  }

  /// A second press, or somebody else's, changes nothing: the page shows what is.
  private Answer act(Call call, Deed deed, Predicate<AccountId> action) {
    var asked = call.parameter("account");
    var account =
        looks.watch().providers().stream()
            .map(Watch.Provider::account)
            .filter(known -> known.value().equals(asked))
            .findFirst();
    if (account.isEmpty()) {
      return pages.problem(call, new Problem(404, "path.unknown"));
    }
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent _ -> {
        if (action.test(account.get())) {
          looks.acts().add(call.visitor().name(), deed, account.get().value(), null);
        }
        yield Answer.seeOther("/providers");
      }
    };
  }

  private Answer alerts(Call call) {
    var alerts = looks.watch().alerts(ALERTS);
    return pages.page(call, Section.ALERTS, "alerts/page.jte", alerts);
  }

  private Answer acknowledge(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> {
        // A rule that is quiet meanwhile needs nobody: the page shows that.
        var _ = looks.watch().acknowledge(form.line("rule"), call.visitor().name());
        yield Answer.seeOther("/alerts");
      }
    };
  }

  private Answer simulator(Call call) {
    return pages.page(
        call, Section.SIMULATOR, "simulator/page.jte", looks.simulation().get().isPresent());
  }

  /// The report that `./semel simulate` wrote, for a frame.
  private Answer report(Call call) {
    Function<String, Answer> framed =
        html -> Answer.html(200, html).with("Content-Security-Policy", IN_FRAME);
    return looks
        .simulation()
        .get()
        .map(framed)
        .orElseGet(() -> pages.problem(call, new Problem(404, "path.unknown")));
  }
}
