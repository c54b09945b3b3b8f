package semel.web.dashboard.settings;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import semel.settings.Settings;
import semel.users.Act;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.users.User;
import semel.web.page.View;
import semel.web.signin.PasswordRules;

/// What an administrator sees of the installation.
///
/// @param self the name of who looks; nobody takes their own role away
/// @param refused the form that was sent and not taken
/// @param done what was done last, as in the names of its words; empty for nothing
public record SettingsModel(
    List<User> users,
    Settings settings,
    List<Act> acts,
    String self,
    Refused refused,
    String done) {

  /// A form that was not taken.
  ///
  /// @param form which one: `add`, `installation`, or the name of a user
  /// @param flaw why not, as in the names of its words
  /// @param typed what stays in its first field
  public record Refused(String form, String flaw, String typed) {
    static final Refused NONE = new Refused("", "", "");
  }

  /// Those of Kazakhstan and its neighbours; any other can be typed.
  private static final List<String> ZONES =
      List.of(
          "Asia/Almaty",
          "Asia/Aqtau",
          "Asia/Aqtobe",
          "Asia/Atyrau",
          "Asia/Oral",
          "Asia/Qostanay",
          "Asia/Qyzylorda",
          "Asia/Bishkek",
          "Asia/Tashkent",
          "Asia/Yekaterinburg",
          "Asia/Omsk",
          "Europe/Moscow",
          "Europe/Istanbul",
          "UTC");

  public List<String> zones() {
    return ZONES;
  }

  public Role[] roles() {
    return Role.values();
  }

  public int lengthMin() {
    return PasswordRules.LENGTH_MIN;
  }

  public int priceMax() {
    return Settings.PRICE_MAX;
  }

  public ZoneId zone() {
    return settings.zone();
  }

  /// Why a form was not taken; empty when it was not sent.
  public String flaw(String form) {
    return refused.form().equals(form) ? refused.flaw() : "";
  }

  /// What stays in the field of a form that was not taken.
  public String typed(String form, String otherwise) {
    return refused.form().equals(form) ? refused.typed() : otherwise;
  }

  public boolean isSelf(User user) {
    return user.name().value().equals(self);
  }

  /// An act in the viewer's language.
  public String said(View view, Act act) {
    var about = Objects.requireNonNullElse(act.about(), "");
    var what = "settings.what-" + about;
    var named = act.deed() == Deed.SETTING_CHANGED && view.words().has(what);
    var detail = Objects.requireNonNullElse(act.detail(), "");
    return view.say(
        "settings.act-" + act.deed().key(),
        act.who(),
        named ? view.say(what) : about,
        inWords(view, detail));
  }

  /// Roles and settings have words, what they were set to has none.
  private static String inWords(View view, String detail) {
    return Arrays.stream(detail.split(" ", -1))
        .map(word -> Role.of(word).map(role -> view.say("settings.role-" + word)).orElse(word))
        .collect(Collectors.joining(" "));
  }

  /// The lead that an act is about; empty when it is about none.
  public String lead(Act act) {
    var about = act.about();
    return switch (act.deed()) {
      case LEAD_REVEALED, TEST_LEAD_MADE -> Objects.requireNonNullElse(about, "");
      case SIGNED_IN,
          SIGNED_OUT,
          USER_ADDED,
          ROLE_CHANGED,
          USER_DISABLED,
          USER_ENABLED,
          PASSWORD_SET,
          SETTING_CHANGED,
          CAMPAIGN_CHANGED,
          CAMPAIGN_RELEASED,
          EXPORTED,
          ACCOUNT_PAUSED,
          ACCOUNT_RESUMED,
          STOPPED,
          STOP_LIFTED,
          SANDBOX_TOLD,
          TIME_SKIPPED ->
          "";
    };
  }
}
