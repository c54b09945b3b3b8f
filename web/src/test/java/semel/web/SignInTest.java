package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.users.User;
import semel.visits.Attempts;
import semel.web.signin.CheapSignIn;

/// Signing in and out, as people do it.
final class SignInTest {

  private static final String PASSWORD = "a password of some length";
  private static final String WRONG = "Name and password do not go together";

  private House house = new House();
  private Browser browser = new Browser(house);
  private final User anna = CheapSignIn.add(house.entry, "anna", Role.OPERATOR, PASSWORD);

  @AfterEach
  void close() {
    house.close();
  }

  private void reopen(String publicUrl, boolean open) {
    house.close();
    house = new House(OptionalInt.empty(), List.of(), URI.create(publicUrl), open);
    browser = new Browser(house);
  }

  @Test
  void a_page_asks_for_name_and_password_in_the_language_of_the_browser() {
    var page = browser.get("/sign-in?next=%2Fmessages");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"en\"", "<h1 id=\"sign-in\">Sign in</h1>")
        .contains("name=\"next\" value=\"/messages\"")
        .contains("type=\"password\" autocomplete=\"current-password\"")
        .doesNotContain("role=\"alert\"", "style=");
    assertThat(house.get("/sign-in", "Accept-Language", "kk").body()).contains("Кіру");
    assertThat(house.get("/sign-in", "Accept-Language", "ru").body()).contains("Войти");
  }

  @Test
  void name_and_password_open_the_place_that_was_asked_for() {
    browser.get("/sign-in");
    var response =
        browser.submit(
            "/sign-in", "name", " Anna ", "password", PASSWORD, "next", "/leads/7?x=%D0%B6");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Browser.place(response)).isEqualTo("/leads/7?x=%D0%B6");
    assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
        .matches("semel=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
    assertThat(browser.get("/settings/me").body()).contains("Settings of anna");
    assertThat(Browser.place(browser.get("/sign-in?next=/x"))).as("who is in").isEqualTo("/x");
  }

  @Test
  void behind_https_the_cookie_never_travels_in_the_open() {
    reopen("https://go.example.com", false);
    CheapSignIn.add(house.entry, "anna", Role.VIEWER, PASSWORD);

    assertThat(browser.signIn("anna", PASSWORD).headers().firstValue("Set-Cookie").orElse(""))
        .matches("__Host-semel=\\S+ Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure");
    assertThat(browser.get("/settings/me").statusCode()).isEqualTo(200);
  }

  @Test
  void the_token_signs_in_without_a_name_and_under_its_own() {
    for (var name : List.of("", "operator", " Operator ")) {
      var fresh = new Browser(house);
      assertThat(fresh.signIn(name, House.TOKEN).statusCode()).as(name).isEqualTo(303);
      assertThat(fresh.get("/settings").statusCode()).isEqualTo(200);
    }
    assertThat(browser.signIn("", PASSWORD).body()).contains(WRONG);
    assertThat(browser.signIn("anna", House.TOKEN).body()).contains(WRONG);
    assertThat(house.entry.newest(9))
        .extracting(act -> act.who() + " " + act.deed())
        .contains("operator " + Deed.SIGNED_IN);
  }

  @Test
  void who_is_refused_does_not_learn_why() {
    house.entry.change(new User(anna.name(), Role.OPERATOR, true), "boss");
    var disabled = browser.signIn("anna", PASSWORD);
    var unknown = browser.signIn("nobody", PASSWORD);
    var impossible = browser.signIn("no such name!", PASSWORD);

    for (var response : List.of(disabled, unknown, impossible)) {
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains(WRONG).doesNotContain(PASSWORD);
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(unknown.body()).contains("name=\"name\" value=\"nobody\"");
    assertThat(browser.cookie()).isEmpty();
  }

  @Test
  void an_empty_password_is_no_attempt() {
    for (var i = 0; i < Attempts.PER_NAME + 1; i++) {
      var response = browser.signIn("anna", "  ");
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains("Enter your password");
    }
    assertThat(browser.signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void after_five_wrong_passwords_even_the_right_one_waits_until_the_window_has_slid() {
    for (var i = 0; i < Attempts.PER_NAME; i++) {
      assertThat(browser.signIn("anna", "wrong " + i).statusCode()).isEqualTo(422);
    }
    var refused = browser.signIn("anna", PASSWORD);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("900");
    assertThat(refused.body()).contains("Try again in 15 minutes; until then even the right");
    assertThat(browser.signIn("", House.TOKEN).statusCode()).as("another name").isEqualTo(303);

    house.entry.passed(Attempts.WINDOW);
    assertThat(browser.signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void the_limit_holds_for_the_token_too() {
    for (var i = 0; i < Attempts.PER_NAME; i++) {
      browser.signIn(i % 2 == 0 ? "" : "operator", "guess " + i);
    }
    assertThat(browser.signIn("", House.TOKEN).statusCode()).isEqualTo(429);
    assertThat(house.ask("GET", "/api/landing/stats").statusCode()).as("the API").isEqualTo(200);
  }

  @Test
  void a_right_password_forgives_the_wrong_ones_before_it() {
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < Attempts.PER_NAME - 1; i++) {
        assertThat(browser.signIn("anna", "wrong").statusCode()).isEqualTo(422);
      }
      assertThat(browser.signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void after_twenty_wrong_attempts_an_address_waits() {
    for (var i = 0; i < Attempts.PER_ADDRESS; i++) {
      assertThat(browser.signIn("guess" + i, "wrong").statusCode()).isEqualTo(422);
    }
    assertThat(browser.signIn("anna", PASSWORD).statusCode()).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\nSet-Cookie: x=y",
        "/sign-in",
        "/sign-in?next=/sign-in",
        "/ж",
        ""
      })
  void nobody_is_led_away_from_here(String next) {
    browser.get("/sign-in");
    var response = browser.submit("/sign-in", "name", "anna", "password", PASSWORD, "next", next);

    assertThat(response.statusCode()).isIn(303, 400);
    assertThat(Browser.place(response)).isIn("/", "nowhere");
  }

  @Test
  void a_form_of_another_site_signs_nobody_in() {
    var headers = new String[] {"Origin", "https://evil.example"};
    var response =
        browser.submitWith(headers, "/sign-in", "name", "anna", "password", PASSWORD, "next", "/");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("not sent by a page of Semel");
    assertThat(browser.cookie()).isEmpty();
  }

  @Test
  void what_is_typed_is_shown_as_text() {
    var page = browser.signIn("\"><script>alert(1)</script>", "wrong").body();

    assertThat(page).doesNotContain("<script>alert").contains("&lt;script>alert(1)");
  }

  @Test
  void signing_out_ends_the_session_not_only_the_cookie() {
    browser.signIn("anna", PASSWORD);
    var before = browser.cookie();
    browser.get("/settings/me");
    var response = browser.submit("/sign-out");

    assertThat(Browser.place(response)).isEqualTo("/sign-in");
    assertThat(response.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("semel=; Path=/; Max-Age=0;");
    assertThat(house.get("/settings/me", "Cookie", before).statusCode()).isEqualTo(303);
    assertThat(house.entry.newest(1).getFirst().deed()).isEqualTo(Deed.SIGNED_OUT);
  }

  @Test
  void nobody_is_signed_out_by_another_site() {
    browser.signIn("anna", PASSWORD);
    browser.get("/settings/me");
    browser.submitWith(new String[] {"Origin", "https://evil.example"}, "/sign-out");

    assertThat(browser.get("/settings/me").statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_that_has_ended_leads_back_to_where_one_was() {
    browser.signIn("anna", PASSWORD);
    house.entry.passed(Duration.ofHours(13));

    assertThat(Browser.place(browser.get("/settings/me?x=1")))
        .isEqualTo("/sign-in?next=%2Fsettings%2Fme%3Fx%3D1");
  }

  @Test
  void a_hash_of_earlier_days_is_made_anew_at_the_next_sign_in() {
    var cheap = CheapSignIn.cheaperHash(PASSWORD);
    house.entry.set(anna.name(), cheap, "boss");
    browser.signIn("anna", PASSWORD);

    assertThat(browser.get("/settings/me").statusCode()).isEqualTo(200);
    assertThat(house.entry.of(anna.name())).isPresent().get().isNotEqualTo(cheap);
    assertThat(new Browser(house).signIn("anna", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void an_unconfigured_semel_needs_no_sign_in_and_says_so() {
    reopen("http://localhost:8080", true);

    assertThat(Browser.place(browser.get("/sign-in"))).isEqualTo("/");
    assertThat(browser.get("/settings").body()).contains("Open without sign-in");
    assertThat(Browser.place(browser.submit("/sign-out"))).isEqualTo("/");
  }

  @Test
  void a_database_that_is_away_is_told_and_nobody_is_let_in() {
    browser.get("/sign-in");
    house.entry.failWith(Twin.away());
    var response = browser.submit("/sign-in", "name", "anna", "password", PASSWORD);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(browser.cookie()).isEmpty();
  }
}
