package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.settings.Settings;
import semel.users.Act;
import semel.users.Act.Deed;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.visits.Attempts;
import semel.web.signin.CheapSignIn;

/// What people set.
final class SettingsTest {

  private static final String PASSWORD = "a password of some length";
  private static final String OTHER = "another password altogether";
  private static final UserName ANNA = new UserName("anna");

  private House house = new House();
  private Browser browser = new Browser(house);

  @AfterEach
  void close() {
    house.close();
  }

  private void enterAs(String name, Role role) {
    CheapSignIn.add(house.entry, name, role, PASSWORD);
    assertThat(browser.signIn(name, PASSWORD).statusCode()).isEqualTo(303);
  }

  private List<String> acts() {
    return house.entry.newest(50).stream()
        .map(act -> act.who() + " " + act.deed() + " " + act.about() + " " + act.detail())
        .toList();
  }

  private Optional<User> user(String name) {
    return house.entry.all().stream().filter(u -> u.name().value().equals(name)).findFirst();
  }

  @Test
  void an_admin_adds_a_user_who_can_sign_in() {
    enterAs("boss", Role.ADMIN);
    browser.get("/settings");
    var response =
        browser.submit("/settings/users", "name", "Anna", "role", "operator", "password", PASSWORD);

    assertThat(Browser.place(response)).isEqualTo("/settings?done=user-added");
    assertThat(browser.get("/settings?done=user-added").body())
        .contains("The user was added.", "boss added the user anna: Operator", "role-anna");
    assertThat(new Browser(house).signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(acts()).contains("boss USER_ADDED anna operator");
  }

  @ParameterizedTest
  @CsvSource({
    "operator, viewer, a password of some length, This cannot be a name",
    "a b, viewer, a password of some length, This cannot be a name",
    "boss, viewer, a password of some length, Somebody has this name already",
    "anna, king, a password of some length, Choose a role",
    "anna, viewer, too short, at least 12 characters",
    "anna-of-almaty, viewer, Anna-of-Almaty, must not be the name",
    "anna, viewer, password1234, among the first that anybody tries"
  })
  void what_cannot_be_a_user_is_told_beside_the_form(
      String name, String role, String password, String told) {
    enterAs("boss", Role.ADMIN);
    browser.get("/settings");
    var response =
        browser.submit("/settings/users", "name", name, "role", role, "password", password);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains(told, "name=\"name\" value=\"" + name + "\"")
        .doesNotContain(password + "\"");
    assertThat(house.entry.all()).hasSize(1);
  }

  @Test
  void another_role_or_no_entry_ends_the_sessions_of_a_user() {
    enterAs("boss", Role.ADMIN);
    CheapSignIn.add(house.entry, "anna", Role.OPERATOR, PASSWORD);
    var annas = new Browser(house);
    annas.signIn("anna", PASSWORD);
    browser.get("/settings");

    browser.submit("/settings/users/anna", "role", "viewer", "enters", "on");
    assertThat(user("anna")).contains(new User(ANNA, Role.VIEWER, false));
    assertThat(annas.get("/settings/me").statusCode()).isEqualTo(303);

    browser.submit("/settings/users/anna", "role", "viewer");
    assertThat(user("anna")).contains(new User(ANNA, Role.VIEWER, true));
    assertThat(annas.signIn("anna", PASSWORD).statusCode()).isEqualTo(422);
    assertThat(browser.get("/settings").body())
        .contains("May not enter", "boss keeps anna out from now on")
        .contains("boss changed the role of anna: Operator → Viewer");
  }

  @Test
  void an_admin_sets_the_password_of_somebody_who_forgot_theirs() {
    enterAs("boss", Role.ADMIN);
    CheapSignIn.add(house.entry, "anna", Role.OPERATOR, PASSWORD);
    browser.get("/settings");

    var refused = browser.submit("/settings/users/anna/password", "password", "short");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("too short");
    var set = browser.submit("/settings/users/anna/password", "password", OTHER);
    assertThat(Browser.place(set)).isEqualTo("/settings?done=password-set");
    assertThat(new Browser(house).signIn("anna", PASSWORD).statusCode()).isEqualTo(422);
    assertThat(new Browser(house).signIn("anna", OTHER).statusCode()).isEqualTo(303);
    assertThat(acts()).contains("boss PASSWORD_SET anna null");
  }

  @Test
  void nobody_takes_their_own_role_away() {
    enterAs("boss", Role.ADMIN);
    var page = browser.get("/settings").body();
    var response = browser.submit("/settings/users/boss", "role", "viewer");

    assertThat(page).contains(">you<").doesNotContain("role-boss");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("Nobody changes their own role");
    assertThat(user("boss").orElseThrow().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void nobody_sets_anything_of_who_does_not_exist() {
    enterAs("boss", Role.ADMIN);
    browser.get("/settings");

    for (var place : List.of("/settings/users/nobody", "/settings/users/no%20body")) {
      var change = browser.submit(place, "role", "viewer", "enters", "on");
      assertThat(change.statusCode()).as(place).isEqualTo(404);
      assertThat(browser.submit(place + "/password", "password", OTHER).statusCode())
          .as(place)
          .isEqualTo(404);
    }
  }

  @Test
  void zone_and_price_are_set_for_everybody() {
    enterAs("boss", Role.ADMIN);
    assertThat(browser.get("/settings").body())
        .contains("value=\"Asia/Almaty\"", "name=\"price\" type=\"number\"", "value=\"20\"");
    var response = browser.submit("/settings/installation", "zone", "Asia/Oral", "price", "18");

    assertThat(Browser.place(response)).isEqualTo("/settings?done=set");
    assertThat(house.entry.settings()).isEqualTo(new Settings(ZoneId.of("Asia/Oral"), 18));
    assertThat(browser.get("/settings").body())
        .contains("boss changed the price of a segment: 20 → 18")
        .contains("boss changed the time zone: Asia/Almaty → Asia/Oral");
  }

  @ParameterizedTest
  @CsvSource({
    "Almaty, 20, no such time zone",
    "+05:00, 20, no such time zone",
    "'', 20, no such time zone",
    "Asia/Almaty, -1, from 0 to 1",
    "Asia/Almaty, 19.5, from 0 to 1",
    "Asia/Almaty, 1001, from 0 to 1",
    "Asia/Almaty, 999999, from 0 to 1",
    "Asia/Almaty, '', from 0 to 1"
  })
  void a_zone_or_price_that_is_none_is_told(String zone, String price, String told) {
    enterAs("boss", Role.ADMIN);
    browser.get("/settings");
    var response = browser.submit("/settings/installation", "zone", zone, "price", price);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(told);
    assertThat(house.entry.settings()).isEqualTo(Settings.USUAL);
  }

  @Test
  void the_settings_are_for_admins_alone() {
    enterAs("oleg", Role.OPERATOR);
    browser.get("/settings/me");

    assertThat(browser.get("/settings").statusCode()).isEqualTo(403);
    for (var place :
        List.of(
            "/settings/users",
            "/settings/users/oleg",
            "/settings/users/oleg/password",
            "/settings/installation")) {
      assertThat(browser.submit(place, "role", "admin").statusCode()).as(place).isEqualTo(403);
    }
    assertThat(user("oleg").orElseThrow().role()).isEqualTo(Role.OPERATOR);
    assertThat(house.get("/settings").statusCode()).as("a stranger").isEqualTo(303);
  }

  @Test
  void every_act_has_words_in_every_language() {
    enterAs("boss", Role.ADMIN);
    for (var deed : Deed.values()) {
      house.entry.add("anna", deed, deed == Deed.LEAD_REVEALED ? "7-7" : "zone", "viewer");
    }
    for (var language : List.of("en", "ru", "kk")) {
      var body = browser.get("/settings?lang=" + language).body();
      var page = body.substring(body.indexOf("<main"));
      assertThat(page.split("anna", -1)).as(language).hasSizeGreaterThan(Deed.values().length);
      assertThat(page).doesNotContain("null", "{0}", "settings.act");
    }
    assertThat(browser.get("/settings?lang=en").body()).contains("href=\"/leads/7-7\"");
  }

  @Test
  void only_the_newest_fifty_acts_are_shown() {
    enterAs("boss", Role.ADMIN);
    for (var i = 0; i < 60; i++) {
      house.entry.add("person" + i, Deed.EXPORTED, null, "leads.csv");
    }
    var page = browser.get("/settings").body();

    assertThat(page).contains("person59 exported leads.csv", "person10 exp");
    assertThat(page).doesNotContain("person9 exp");
  }

  @Test
  void before_the_first_user_an_open_semel_says_what_the_first_one_changes() {
    house.close();
    house = new House(OptionalInt.empty(), List.of(), URI.create("http://localhost"), true);
    browser = new Browser(house);
    assertThat(browser.get("/settings").body()).contains("As soon as the first user is added");
    browser.submit("/settings/users", "name", "anna", "role", "admin", "password", PASSWORD);

    assertThat(browser.get("/settings").statusCode()).isEqualTo(303);
    assertThat(browser.signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(acts()).contains("local USER_ADDED anna admin");
  }

  @Test
  void everybody_sets_language_and_keys_for_themselves() {
    enterAs("vera", Role.VIEWER);
    assertThat(browser.get("/settings/me").body())
        .contains("data-shortcuts=\"on\"", "<html lang=\"en\"");
    var response = browser.submit("/settings/me/preferences", "language", "kk");

    assertThat(Browser.place(response)).isEqualTo("/settings/me?done=set");
    assertThat(house.entry.preferences("vera")).isEqualTo(new Preferences("kk", false));
    assertThat(browser.get("/settings/me").body())
        .contains("data-shortcuts=\"off\"", "<html lang=\"kk\"", "Баптаулар: vera");
    browser.submit("/settings/me/preferences", "language", "tlh", "shortcuts", "on");
    assertThat(house.entry.preferences("vera")).isEqualTo(Preferences.USUAL);
  }

  @Test
  void the_switch_beside_every_page_changes_what_its_user_has_set() {
    enterAs("vera", Role.VIEWER);
    browser.get("/settings/me");
    browser.submit("/settings/me/preferences", "language", "kk");
    assertThat(browser.get("/settings/me?done=set").body())
        .contains("action=\"/settings/me/language\"")
        .contains("name=\"next\" value=\"/settings/me?done=set\"");
    var place = "/settings/me?lang=en&done=set";
    var response = browser.submit("/settings/me/language", "language", "ru", "next", place);

    assertThat(Browser.place(response)).isEqualTo("/settings/me?done=set");
    assertThat(response.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("semel-language=ru;"));
    assertThat(house.entry.preferences("vera")).isEqualTo(new Preferences("ru", false));
    assertThat(browser.get("/settings/me").body()).contains("<html lang=\"ru\"");
    assertThat(browser.submit("/settings/me/language", "language", "tlh").body())
        .as("what went wrong")
        .contains("<html lang=\"ru\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/messages?lang=kk, /messages",
    "/messages?q=a&lang=kk&state=sent, /messages?q=a&state=sent",
    "/messages?q=a&lang=kk, /messages?q=a",
    "//elsewhere.example, /"
  })
  void the_switch_leads_back_to_its_page_and_nowhere_else(String next, String place) {
    enterAs("vera", Role.VIEWER);
    browser.get("/settings/me");
    var switched = browser.submit("/settings/me/language", "language", "en", "next", next);
    assertThat(Browser.place(switched)).isEqualTo(place);
    var refused = browser.submit("/settings/me/language", "language", "tlh", "next", next);
    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void a_new_password_signs_out_everywhere_else() {
    enterAs("vera", Role.VIEWER);
    var elsewhere = new Browser(house);
    elsewhere.signIn("vera", PASSWORD);
    var before = browser.cookie();
    browser.get("/settings/me");
    var response =
        browser.submit(
            "/settings/me/password", "password", PASSWORD, "wanted", OTHER, "again", OTHER);

    assertThat(Browser.place(response)).isEqualTo("/settings/me?done=password-set");
    assertThat(browser.cookie()).isNotEqualTo(before);
    assertThat(browser.get("/settings/me").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/settings/me").statusCode()).isEqualTo(303);
    assertThat(elsewhere.signIn("vera", OTHER).statusCode()).isEqualTo(303);
    assertThat(acts()).contains("vera PASSWORD_SET vera null");
  }

  @ParameterizedTest
  @CsvSource({
    "a password of some length, another password altogether, another password, differ",
    "a password of some length, short, short, too short",
    "not my password, another password altogether, another password altogether, not right"
  })
  void a_password_is_not_changed_by_mistake(String now, String wanted, String again, String told) {
    enterAs("vera", Role.VIEWER);
    browser.get("/settings/me");
    var response =
        browser.submit("/settings/me/password", "password", now, "wanted", wanted, "again", again);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(told);
    assertThat(new Browser(house).signIn("vera", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void who_sits_at_an_open_browser_cannot_try_passwords_without_end() {
    enterAs("vera", Role.VIEWER);
    browser.get("/settings/me");
    for (var i = 0; i < Attempts.PER_NAME; i++) {
      browser.submit("/settings/me/password", "password", "?", "wanted", OTHER, "again", OTHER);
    }
    var response =
        browser.submit(
            "/settings/me/password", "password", PASSWORD, "wanted", OTHER, "again", OTHER);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).contains("Try again in 15 minutes");
  }

  @Test
  void whoever_came_in_with_the_token_has_preferences_but_no_password() {
    browser.signIn("", House.TOKEN);
    assertThat(browser.get("/settings/me").body())
        .contains("no password to change")
        .doesNotContain("name=\"wanted\"");
    browser.submit("/settings/me/preferences", "language", "ru", "shortcuts", "on");

    assertThat(house.entry.preferences("operator")).isEqualTo(new Preferences("ru", true));
    assertThat(browser.submit("/settings/me/password", "password", "x").statusCode())
        .isEqualTo(409);
  }

  @Test
  void acts_of_api_calls_that_show_people_are_kept() {
    house.register(House.VALID);
    house.ask("GET", "/api/export/leads.csv");
    house.ask("PUT", "/api/sandbox/sms", "{\"behaviour\":\"down\"}");
    house.ask("GET", "/api/leads/" + house.onlyRow().id);
    enterAs("oleg", Role.OPERATOR);
    house.get("/api/leads/" + house.onlyRow().id, "Cookie", browser.cookie());

    assertThat(house.entry.newest(50))
        .extracting(Act::deed)
        .containsExactly(
            Deed.LEAD_REVEALED, Deed.SIGNED_IN, Deed.USER_ADDED, Deed.SANDBOX_TOLD, Deed.EXPORTED);
    assertThat(acts())
        .contains(
            "operator EXPORTED null leads.csv",
            "operator SANDBOX_TOLD sms down",
            "oleg LEAD_REVEALED " + house.onlyRow().id + " null");
  }
}
