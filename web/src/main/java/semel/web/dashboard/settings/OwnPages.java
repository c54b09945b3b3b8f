package semel.web.dashboard.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.UserName;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.http.Visitor;
import semel.web.page.Language;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;
import semel.web.signin.Doorway;
import semel.web.signin.PasswordRules;
import semel.web.signin.SignIn;
import semel.web.signin.SignInPages;

/// `/settings/me`: what everybody sets for themselves.
public final class OwnPages {

  private static final String PLACE = "/settings/me";
  private static final Pattern DONE = Pattern.compile("password-set|set");

  private final Doorway doorway;
  private final SignIn signIn;
  private final Pages pages;

  public OwnPages(Doorway doorway, Pages pages) {
    this.doorway = doorway;
    this.signIn = doorway.signIn();
    this.pages = pages;
  }

  /// The routes of what is one's own.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.VIEWER, "GET", PLACE, call -> page(call, 200, "", 0)),
        Route.page(Role.VIEWER, "POST", PLACE + "/preferences", this::prefer),
        Route.page(Role.VIEWER, "POST", PLACE + "/language", this::speak),
        Route.page(Role.VIEWER, "POST", PLACE + "/password", this::setPassword));
  }

  private Answer page(Call call, int code, String flaw, long minutes) {
    var model =
        new OwnModel(
            doorway.users().preferences(call.visitor().name()),
            name(call).isPresent(),
            flaw,
            minutes,
            call.query("done").filter(done -> DONE.matcher(done).matches()).orElse(""));
    return pages.page(call, code, Section.SETTINGS, "settings/me.jte", model);
  }

  /// The visitor as a named user; empty for whoever came in without a name of their own.
  private static Optional<UserName> name(Call call) {
    var visitor = call.visitor();
    return visitor.kind() == Visitor.Kind.SESSION ? UserName.of(visitor.name()) : Optional.empty();
  }

  private Answer prefer(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> {
        var language = Language.of(form.text("language")).map(Language::code).orElse(null);
        doorway
            .users()
            .prefer(call.visitor().name(), new Preferences(language, form.has("shortcuts")));
        yield Answer.seeOther(PLACE + "?done=set");
      }
    };
  }

  /// The switch beside every page: what is chosen there is set like what is chosen here, and the
  /// page comes again.
  private Answer speak(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> {
        var language = Language.of(form.text("language"));
        if (language.isEmpty()) {
          yield pages.problem(call, new Problem(400, "form.bad"));
        }
        var visitor = call.visitor();
        var shortcuts = visitor.preferences().shortcuts();
        doorway.users().prefer(visitor.name(), new Preferences(language.get().code(), shortcuts));
        var place = SignInPages.next(form.text("next"));
        yield Pages.remembering(language.get(), Answer.seeOther(Pages.inNoLanguage(place)));
      }
    };
  }

  private Answer setPassword(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) ->
          name(call)
              .map(name -> setPassword(call, name, form))
              .orElseGet(() -> pages.problem(call, new Problem(409, "user.without-password")));
    };
  }

  private Answer setPassword(Call call, UserName name, Form form) {
    var wanted = form.text("wanted");
    if (!wanted.equals(form.text("again"))) {
      return page(call, 422, "password-again", 0);
    }
    var flaw = PasswordRules.flaw(name, wanted);
    if (flaw.isPresent()) {
      return page(call, 422, "password-" + flaw.get().key(), 0);
    }
    return switch (signIn.replace(name, form.text("password"), wanted, call.address())) {
      case SignIn.Outcome.In(var cookie) ->
          Answer.seeOther(PLACE + "?done=password-set").with("Set-Cookie", cookie);
      case SignIn.Outcome.Wrong() -> page(call, 422, "password-wrong", 0);
      case SignIn.Outcome.Wait(var left) ->
          page(call, 429, "wait", left.plusSeconds(59).toMinutes())
              .with("Retry-After", Long.toString(left.toSeconds()));
      case SignIn.Outcome.Busy() -> page(call, 503, "busy", 0).with("Retry-After", "10");
    };
  }
}
