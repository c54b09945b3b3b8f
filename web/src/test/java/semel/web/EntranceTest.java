package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.users.Role;
import semel.users.User;
import semel.visits.Sessions;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.Route;
import semel.web.signin.CheapSignIn;

/// Who is let in, by what, and to do what.
final class EntranceTest {

  private static final String PASSWORD = "a password of some length";

  private House house = house("http://localhost", false);
  private final User anna = CheapSignIn.add(house.entry, "anna", Role.OPERATOR, PASSWORD);
  private final User vera = CheapSignIn.add(house.entry, "vera", Role.VIEWER, PASSWORD);

  private static House house(String publicUrl, boolean open) {
    return new House(
        OptionalInt.empty(),
        List.of(
            Route.page(Role.VIEWER, "GET", "/look", EntranceTest::who),
            Route.page(Role.OPERATOR, "POST", "/act", EntranceTest::who),
            Route.page(Role.ADMIN, "GET", "/rule", EntranceTest::who),
            Route.api(Role.VIEWER, "GET", "/api/look", EntranceTest::who),
            Route.api(Role.OPERATOR, "POST", "/api/act", EntranceTest::who)),
        URI.create(publicUrl),
        open);
  }

  private static Answer who(Call call) {
    var visitor = call.visitor();
    return Answer.html(200, visitor.name() + " " + visitor.role() + " " + visitor.kind());
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String signIn(User user) {
    return CheapSignIn.secret(house.household.doorway(), user.name().value(), PASSWORD);
  }

  private HttpResponse<String> get(String path, String secret) {
    return house.get(path, "Cookie", "semel=" + secret);
  }

  private HttpResponse<String> post(String path, String secret, String... headers) {
    return submit(path, secret, "", headers);
  }

  private HttpResponse<String> submit(String path, String secret, String form, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Cookie", "semel=" + secret));
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return house.send(request, all.toArray(String[]::new));
  }

  private static void isProblem(HttpResponse<String> response, String sentence) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains(sentence);
  }

  @Test
  void a_session_opens_what_its_role_may() {
    var secret = signIn(anna);

    assertThat(get("/look", secret).body()).isEqualTo("anna OPERATOR SESSION");
    assertThat(get("/api/look", secret).body()).isEqualTo("anna OPERATOR SESSION");
    isProblem(get("/rule", secret), "admin");
    assertThat(get("/look", signIn(vera)).body()).isEqualTo("vera VIEWER SESSION");
  }

  @Test
  void the_token_opens_everything() {
    for (var path : List.of("/look", "/rule", "/api/look")) {
      assertThat(house.ask("GET", path).body()).isEqualTo("operator ADMIN TOKEN");
    }
    assertThat(house.ask("POST", "/act").statusCode()).as("no browser sends it").isEqualTo(200);
    assertThat(house.ask("POST", "/api/act").statusCode()).isEqualTo(200);
  }

  @Test
  void a_wrong_token_is_not_saved_by_a_session() {
    var response =
        house.get("/api/look", "Authorization", "Bearer wrong", "Cookie", "semel=" + signIn(anna));
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void a_viewer_is_refused_what_is_not_for_viewers() {
    var secret = signIn(vera);
    var csrf = CheapSignIn.csrf(secret);

    isProblem(post("/act", secret, "X-CSRF-Token", csrf), "operator");
    isProblem(post("/api/act", secret, "X-CSRF-Token", csrf), "operator");
    isProblem(get("/api/leads/0190a0a0-0000-7000-8000-00000000002a", secret), "operator");
    isProblem(get("/api/export/leads.csv", secret), "operator");
    isProblem(get("/api/export/messages.csv", secret), "operator");
    isProblem(get("/api/sandbox/messages", secret), "operator");
    assertThat(get("/api/messages", secret).statusCode()).isEqualTo(200);
    assertThat(get("/api/landing/stats", secret).statusCode()).isEqualTo(200);
  }

  @Test
  void a_stranger_is_led_to_the_sign_in_and_from_there_to_what_was_asked_for() {
    var response = house.get("/look?state=failed&q=%D0%B6");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Location"))
        .hasValue("/sign-in?next=%2Flook%3Fstate%3Dfailed%26q%3D%25D0%25B6");
    assertThat(get("/look", "never-given").statusCode()).isEqualTo(303);
    assertThat(get("/look", "").statusCode()).isEqualTo(303);
  }

  @Test
  void a_form_that_comes_too_late_leads_back_to_its_page() {
    var response = post("/act", "", "Referer", "http://localhost:1/leads/7?x=1");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location"))
        .hasValue("/sign-in?next=%2Fleads%2F7%3Fx%3D1");
    for (var odd : List.of("about:blank", "http://localhost", "%zz", "not a place")) {
      assertThat(post("/act", "", "Referer", odd).headers().firstValue("Location"))
          .as(odd)
          .hasValue("/sign-in?next=%2F");
    }
  }

  @Test
  void a_script_of_a_page_learns_where_to_lead_it() {
    var response = house.get("/look", "HX-Request", "true", "Referer", "http://a/messages");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("HX-Redirect")).hasValue("/sign-in?next=%2Fmessages");
  }

  @Test
  void a_call_that_changes_something_needs_the_token_of_its_session() {
    var secret = signIn(anna);
    var csrf = CheapSignIn.csrf(secret);

    assertThat(post("/act", secret, "X-CSRF-Token", csrf).statusCode()).isEqualTo(200);
    assertThat(submit("/act", secret, "a=1&csrf=" + csrf).statusCode()).isEqualTo(200);
    assertThat(post("/api/act", secret, "X-CSRF-Token", csrf).statusCode()).isEqualTo(200);

    var others = CheapSignIn.csrf(signIn(anna));
    isProblem(post("/act", secret), "Reload the page");
    isProblem(post("/api/act", secret), "Reload the page");
    isProblem(post("/act", secret, "X-CSRF-Token", others), "Reload");
    isProblem(submit("/act", secret, "csrf=" + others), "Reload");
    isProblem(submit("/act", secret, "csrf="), "Reload");
    isProblem(submit("/act", secret, "csrf=" + csrf + "&csrf=" + csrf), "Reload");
    isProblem(post("/act", secret, "X-CSRF-Token", csrf, "X-CSRF-Token", csrf), "Reload");
    isProblem(submit("/act", secret, "csrf=" + csrf, "X-CSRF-Token", "wrong"), "Reload");
  }

  @Test
  void a_page_of_another_site_makes_nobody_act() {
    var secret = signIn(anna);
    var csrf = CheapSignIn.csrf(secret);
    var own = "http://127.0.0.1:" + house.door.port();
    for (var headers :
        List.of(
            List.of("Origin", own),
            List.of("Origin", "http://localhost"),
            List.of("Sec-Fetch-Site", "same-origin"),
            List.of("Sec-Fetch-Site", "none", "Origin", own))) {
      assertThat(act(secret, csrf, headers).statusCode()).as("%s", headers).isEqualTo(200);
    }
    for (var headers :
        List.of(
            List.of("Origin", "https://evil.example"),
            List.of("Origin", "null"),
            List.of("Origin", "http://127.0.0.1:1"),
            List.of("Origin", own + ".evil.example"),
            List.of("Origin", own, "Sec-Fetch-Site", "cross-site"),
            List.of("Sec-Fetch-Site", "same-site"),
            List.of("Sec-Fetch-Site", "cross-site"))) {
      isProblem(act(secret, csrf, headers), "Reload");
    }
  }

  private HttpResponse<String> act(String secret, String csrf, List<String> headers) {
    var all = new ArrayList<>(headers);
    all.addAll(List.of("X-CSRF-Token", csrf));
    return post("/act", secret, all.toArray(String[]::new));
  }

  @Test
  void a_session_ends_with_time_and_with_what_becomes_of_its_user() {
    var secret = signIn(anna);
    house.entry.passed(Sessions.IDLE_MAX.plusMinutes(1));
    assertThat(get("/look", secret).statusCode()).isEqualTo(303);

    var other = signIn(anna);
    house.entry.change(new User(anna.name(), Role.VIEWER, false), "boss");
    assertThat(get("/api/look", other).statusCode()).isEqualTo(401);

    var third = signIn(anna);
    assertThat(get("/look", third).body()).isEqualTo("anna VIEWER SESSION");
    house.entry.set(anna.name(), CheapSignIn.hash("another password"), "boss");
    assertThat(get("/look", third).statusCode()).isEqualTo(303);
  }

  @Test
  void the_session_of_the_token_ends_with_the_token() {
    var doorway = house.household.doorway();
    var secret = CheapSignIn.secret(doorway, "", House.TOKEN);
    assertThat(get("/rule", secret).body()).isEqualTo("operator ADMIN SESSION");

    house.entry.begin(CheapSignIn.key("secret of yesterday"), "operator", "proof of another token");
    assertThat(get("/rule", "secret of yesterday").statusCode()).isEqualTo(303);
  }

  @Test
  void two_cookies_of_one_name_are_none() {
    var secret = signIn(anna);
    var twice = house.get("/look", "Cookie", "semel=" + secret + "; semel=" + signIn(vera));
    assertThat(twice.statusCode()).isEqualTo(303);
    assertThat(house.get("/look", "Cookie", "a=b; semel=" + secret + ";c").statusCode())
        .isEqualTo(200);
  }

  @Test
  void behind_https_only_a_cookie_counts_that_no_other_host_could_set() {
    reopen("https://go.example.com", false);
    var secret = signIn(CheapSignIn.add(house.entry, "anna", Role.OPERATOR, PASSWORD));

    assertThat(get("/look", secret).statusCode()).isEqualTo(303);
    assertThat(house.get("/look", "Cookie", "__Host-semel=" + secret).statusCode()).isEqualTo(200);
    var response =
        house.method(
            "POST",
            "/act",
            "Cookie",
            "__Host-semel=" + secret,
            "Origin",
            "https://go.example.com",
            "X-CSRF-Token",
            CheapSignIn.csrf(secret));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private void reopen(String publicUrl, boolean open) {
    house.close();
    house = house(publicUrl, open);
  }

  @Test
  void a_semel_that_nobody_configured_is_open_on_its_own_machine_to_pages_alone()
      throws IOException {
    reopen("http://localhost:8080", true);

    assertThat(house.get("/rule").body()).isEqualTo("local ADMIN LOCAL");
    assertThat(house.get("/api/look").statusCode()).isEqualTo(401);
    assertThat(house.method("POST", "/api/look").statusCode()).isEqualTo(401);
    assertThat(house.ask("GET", "/api/look").statusCode()).isEqualTo(200);
    isProblem(house.method("POST", "/act"), "Reload");
    for (var host : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080")) {
      assertThat(asked(host, "").status()).as(host).isEqualTo(200);
    }
    for (var host :
        List.of(
            "evil.example",
            "evil.example:8080",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "192.168.0.7",
            "127.0.0.2")) {
      assertThat(asked(host, "").status()).as(host).isEqualTo(303);
    }
    assertThat(asked("localhost", "X-Forwarded-For: 10.0.0.1\r\n").status()).isEqualTo(303);
    assertThat(asked("localhost", "Via: 1.1 proxy\r\n").status()).isEqualTo(303);
  }

  private Wire.Reply asked(String host, String headers) throws IOException {
    try (var wire = new Wire(house.door.port())) {
      return wire.write("GET /look HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n").reply();
    }
  }

  @Test
  void the_first_user_closes_it_for_everybody() {
    reopen("http://localhost:8080", true);
    assertThat(house.get("/look").statusCode()).isEqualTo(200);
    CheapSignIn.add(house.entry, "anna", Role.ADMIN, PASSWORD);

    assertThat(house.get("/look").statusCode()).isEqualTo(303);
  }

  @Test
  void an_address_for_other_people_keeps_it_closed() {
    reopen("https://go.example.com", true);

    assertThat(house.get("/look").statusCode()).isEqualTo(303);
  }

  @Test
  void a_database_that_is_away_is_a_503_at_the_door() {
    var secret = signIn(anna);
    house.entry.failWith(Twin.away());

    assertThat(get("/look", secret).statusCode()).isEqualTo(503);
    assertThat(get("/api/look", secret).statusCode()).isEqualTo(503);
    assertThat(house.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void a_page_says_what_a_browser_may_do_with_it() {
    var headers = get("/look", signIn(anna)).headers();

    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none';"
                + " base-uri 'none'; form-action 'self'");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
    assertThat(house.get("/health/live").headers().firstValue("Content-Security-Policy")).isEmpty();
  }

  @Test
  void only_operators_learn_that_a_person_was_known() {
    house.register(House.VALID);
    var secret = signIn(vera);

    assertThat(house.register(House.VALID).body()).doesNotContain("duplicate");
    assertThat(house.register(House.VALID, "Cookie", "semel=" + secret).body())
        .contains("\"duplicate\":true");
    assertThat(house.register(House.VALID, "Cookie", "semel=never-given").body())
        .doesNotContain("duplicate");
    reopen("http://localhost", true);
    house.register(House.VALID);
    assertThat(house.register(House.VALID).body()).doesNotContain("duplicate");
  }

  @Test
  void a_session_lives_a_week_at_most() {
    var secret = signIn(anna);
    for (var hours = 0; hours < 24 * 7; hours += 8) {
      assertThat(get("/look", secret).statusCode()).as("%s h", hours).isEqualTo(200);
      house.entry.passed(Duration.ofHours(8));
    }
    house.entry.passed(Duration.ofMinutes(1));
    assertThat(get("/look", secret).statusCode()).isEqualTo(303);
  }
}
