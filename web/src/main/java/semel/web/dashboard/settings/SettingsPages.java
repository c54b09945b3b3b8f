package semel.web.dashboard.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.settings.Installation;
import semel.settings.Settings;
import semel.users.Acts;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.web.dashboard.settings.SettingsModel.Refused;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.page.Pages;
import semel.web.page.Section;
import semel.web.problem.Problem;
import semel.web.signin.Doorway;
import semel.web.signin.PasswordRules;

/// `/settings`: who may enter, and what is set for everybody. For administrators.
public final class SettingsPages {

  private static final String PLACE = "/settings";
  private static final int ACTS = 50;
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,6}");
  private static final Pattern DONE = Pattern.compile("user-added|user-changed|password-set|set");
  private static final String ADD = "add";
  private static final String INSTALLATION = "installation";

  private final Doorway doorway;
  private final Acts acts;
  private final Installation installation;
  private final Pages pages;

  public SettingsPages(Doorway doorway, Acts acts, Installation installation, Pages pages) {
    this.doorway = doorway;
    this.acts = acts;
    this.installation = installation;
    this.pages = pages;
  }

  /// The routes of the settings.
  public List<Route> routes() {
    return List.of(
        Route.page(Role.ADMIN, "GET", PLACE, call -> page(call, 200, Refused.NONE)),
        Route.page(Role.ADMIN, "POST", PLACE + "/users", this::add),
        Route.page(Role.ADMIN, "POST", PLACE + "/users/{name}", this::change),
        Route.page(Role.ADMIN, "POST", PLACE + "/users/{name}/password", this::setPassword),
        Route.page(Role.ADMIN, "POST", PLACE + "/installation", this::set));
  }

  private Answer page(Call call, int code, Refused refused) {
    var model =
        new SettingsModel(
            doorway.users().all(),
            installation.settings(),
            acts.newest(ACTS),
            call.visitor().name(),
            refused,
            call.query("done").filter(done -> DONE.matcher(done).matches()).orElse(""));
    return pages.page(call, code, Section.SETTINGS, "settings/page.jte", model);
  }

  private Answer refused(Call call, String form, String flaw, String typed) {
    return page(call, 422, new Refused(form, flaw, typed));
  }

  private static Answer done(String what) {
    return Answer.seeOther(PLACE + "?done=" + what);
  }

  private interface OfForm {
    Answer answer(Form form);
  }

  private Answer ofForm(Call call, OfForm answer) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> answer.answer(form);
    };
  }

  private Answer add(Call call) {
    return ofForm(
        call,
        form -> {
          var typed = form.line("name");
          var name = UserName.of(typed);
          var role = Role.of(form.text("role"));
          if (name.isEmpty() || role.isEmpty()) {
            return refused(call, ADD, name.isEmpty() ? "name" : "role", typed);
          }
          var flaw = PasswordRules.flaw(name.get(), form.text("password"));
          if (flaw.isPresent()) {
            return refused(call, ADD, "password-" + flaw.get().key(), typed);
          }
          var hash = doorway.hashing().hash(form.text("password"));
          if (hash.isEmpty()) {
            return refused(call, ADD, "busy", typed);
          }
          var user = new User(name.get(), role.get(), false);
          return doorway.users().add(user, hash.get(), call.visitor().name())
              ? done("user-added")
              : refused(call, ADD, "taken", typed);
        });
  }

  private Answer change(Call call) {
    return ofForm(
        call,
        form -> {
          var name = UserName.of(call.parameter("name"));
          var role = Role.of(form.text("role"));
          if (name.isEmpty()) {
            return unknown(call);
          }
          if (name.get().value().equals(call.visitor().name())) {
            return refused(call, name.get().value(), "self", "");
          }
          if (role.isEmpty()) {
            return refused(call, name.get().value(), "role", "");
          }
          var user = new User(name.get(), role.get(), !form.has("enters"));
          return doorway.users().change(user, call.visitor().name())
              ? done("user-changed")
              : unknown(call);
        });
  }

  private Answer setPassword(Call call) {
    return ofForm(
        call,
        form -> {
          var name = UserName.of(call.parameter("name"));
          if (name.isEmpty()) {
            return unknown(call);
          }
          var flaw = PasswordRules.flaw(name.get(), form.text("password"));
          if (flaw.isPresent()) {
            return refused(call, name.get().value(), "password-" + flaw.get().key(), "");
          }
          var hash = doorway.hashing().hash(form.text("password"));
          if (hash.isEmpty()) {
            return refused(call, name.get().value(), "busy", "");
          }
          return doorway.passwords().set(name.get(), hash.get(), call.visitor().name())
              ? done("password-set")
              : unknown(call);
        });
  }

  private Answer set(Call call) {
    return ofForm(
        call,
        form -> {
          var zone = zone(form.line("zone"));
          var price = form.line("price");
          if (zone.isEmpty()) {
            return refused(call, INSTALLATION, "zone", form.line("zone"));
          }
          if (!PRICE.matcher(price).matches() || Integer.parseInt(price) > Settings.PRICE_MAX) {
            return refused(call, INSTALLATION, "price", form.line("zone"));
          }
          var settings = new Settings(zone.get(), Integer.parseInt(price));
          installation.change(settings, call.visitor().name());
          return done("set");
        });
  }

  /// A region, so that the rules of summer time come along; a bare distance has none.
  private static Optional<ZoneId> zone(String typed) {
    try {
      return ZoneId.getAvailableZoneIds().contains(typed)
          ? Optional.of(ZoneId.of(typed))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Answer unknown(Call call) {
    return pages.problem(call, new Problem(404, "user.unknown"));
  }
}
