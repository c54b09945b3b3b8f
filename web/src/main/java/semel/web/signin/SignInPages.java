package semel.web.signin;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import semel.users.Role;
import semel.visits.SessionKey;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;

/// `/sign-in` and `/sign-out`.
public final class SignInPages {

  private static final String HOME = "/";
  private static final String SIGN_IN = "/sign-in";

  /// A place of ours, in one piece. Browsers take two slashes, or one of each kind, for the
  /// beginning of a host.
  private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,1000}");

  private final Doorway doorway;
  private final SignIn signIn;
  private final Cookies cookies;
  private final Origins origins;
  private final Pages pages;

  public SignInPages(Doorway doorway, Pages pages) {
    this.doorway = doorway;
    this.signIn = doorway.signIn();
    this.cookies = Cookies.at(doorway.publicUrl());
    this.origins = new Origins(doorway.publicUrl());
    this.pages = pages;
  }

  /// The routes of signing in and out.
  public List<Route> routes() {
    return List.of(
        Route.open("GET", SIGN_IN, this::show),
        Route.open("POST", SIGN_IN, this::enter),
        Route.page(Role.VIEWER, "POST", "/sign-out", this::leave));
  }

  private Answer show(Call call) {
    var next = next(call.query("next").orElse(HOME));
    return call.known().isPresent()
        ? Answer.seeOther(next)
        : page(call, 200, new SignInModel(next, "", "", 0));
  }

  private Answer enter(Call call) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> enter(call, form);
    };
  }

  private Answer enter(Call call, Form form) {
    var next = next(form.text("next"));
    var name = form.line("name");
    if (!origins.own(call)) {
      return page(call, 403, new SignInModel(next, name, "elsewhere", 0));
    }
    var password = form.text("password");
    if (password.isBlank()) {
      return page(call, 422, new SignInModel(next, name, "empty", 0));
    }
    return switch (signIn.attempt(name, password, call.address())) {
      case SignIn.Outcome.In(var cookie) -> Answer.seeOther(next).with("Set-Cookie", cookie);
      case SignIn.Outcome.Wrong() -> page(call, 422, new SignInModel(next, name, "wrong", 0));
      case SignIn.Outcome.Wait(var left) ->
          page(call, 429, new SignInModel(next, name, "wait", minutes(left)))
              .with("Retry-After", Long.toString(left.toSeconds()));
      case SignIn.Outcome.Busy() ->
          page(call, 503, new SignInModel(next, name, "busy", 0)).with("Retry-After", "10");
    };
  }

  private Answer leave(Call call) {
    var visitor = call.visitor();
    return switch (visitor.kind()) {
      case SESSION -> {
        doorway.sessions().end(new SessionKey(visitor.visit()));
        yield Answer.seeOther(SIGN_IN).with("Set-Cookie", cookies.taken());
      }
      case TOKEN, LOCAL -> Answer.seeOther(HOME); // nothing was begun that could end
    };
  }

  private Answer page(Call call, int code, SignInModel model) {
    return pages.page(call, code, Section.OVERVIEW, "signin/page.jte", model);
  }

  private static long minutes(Duration left) {
    return left.plusSeconds(59).toMinutes();
  }

  /// Where to go after a form: a place of ours that shows something, or home.
  public static String next(String wanted) {
    return OURS.matcher(wanted).matches() && !wanted.startsWith(SIGN_IN) ? wanted : HOME;
  }
}
