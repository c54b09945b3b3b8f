package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.intake.Registered;
import semel.message.Channel;

/// The career test as a browser without scripts takes it.
final class ProfTestTest {

  private static final String ANSWERS = "533342354252324324";
  private static final String RESULT = "/proftest/result?lang=kk&answers=" + ANSWERS;

  /// Ten minutes after the form; what is begun of a second counts whole.
  private static final String SENDS = "&sends=" + Twin.DUE.plusSeconds(601).getEpochSecond();

  private static final String HOSTILE = "\"><script>alert(1)</script>'<img src=x onerror=y>";
  private static final Pattern ACTION = Pattern.compile("method=\"post\" action=\"([^\"]*)\"");
  private static final Pattern RADIO = Pattern.compile("type=\"radio\" name=\"([A-Z][0-9])\"");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]*)\"");
  private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]*)\"");
  private static final Pattern INLINE =
      Pattern.compile("<[^>]+ style=|<script(?! src=)|<style|<[^>]+ on[a-z]+=\"");

  private final House house = new House();
  private final Browser browser = new Browser(house);

  @AfterEach
  void close() {
    house.close();
  }

  private static String first(Pattern pattern, HttpResponse<String> response) {
    var found = pattern.matcher(response.body());
    assertThat(found.find()).as(response.body()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  private static String register(String language) {
    return "/proftest/register?lang=" + language + "&answers=" + ANSWERS;
  }

  private HttpResponse<String> send(String key, String... fields) {
    var all = new ArrayList<>(List.of("key", key, "shown", House.shown(key)));
    all.addAll(List.of(fields));
    return browser.submit(register("kk"), all.toArray(String[]::new));
  }

  private HttpResponse<String> sendAll(String key, String name) {
    return send(
        key,
        "name",
        name,
        "phone",
        "8 777 123 45 67",
        "email",
        "a@example.kz",
        "consent",
        "yes",
        "messages",
        "yes");
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk", "en"})
  void every_page_reads_in_every_language_and_holds_nothing_inline(String language) {
    var query = "?lang=" + language + "&answers=" + ANSWERS;
    var paths = new ArrayList<>(List.of("/register" + query, "/result" + query));
    paths.addAll(List.of("/result" + query + "&sends=soon", "/result/unknown?lang=" + language));
    for (var step = 1; step <= 6; step++) {
      paths.add(query + "&step=" + step);
    }
    for (var path : paths) {
      var page = browser.get("/proftest" + path).body();
      assertThat(page).as(path).contains("<html lang=\"" + language + "\"");
      assertThat(INLINE.matcher(page).find()).as(path).isFalse();
      assertThat(page.split("<h1", -1)).as(path).hasSize(2);
      assertThat(page).as(path).contains("/assets/proftest-");
    }
  }

  @Test
  void whoever_presses_the_buttons_gets_from_the_first_question_to_the_result() {
    var page = browser.get("/proftest");
    for (var step = 1; step <= 6; step++) {
      assertThat(page.body()).contains("Step " + step + " of 6");
      var fields = new ArrayList<String>();
      RADIO
          .matcher(page.body())
          .results()
          .map(r -> r.group(1))
          .distinct()
          .forEach(name -> {
            fields.add(name);
            fields.add(name.startsWith("I") ? "5" : name.startsWith("A") ? "4" : "2");
          });
      var answer = browser.submit(first(ACTION, page), fields.toArray(String[]::new));
      assertThat(answer.statusCode()).isEqualTo(303);
      page = browser.get(Browser.place(answer));
    }
    assertThat(page.body()).contains("Where should we send it?", "SMS: http://localhost/l/7Kq2…s");
    house.now.set(Twin.DUE.plusSeconds(3));
    var answer =
        browser.submit(
            first(ACTION, page),
            "key",
            first(KEY, page),
            "shown",
            first(SHOWN, page),
            "name",
            "Aigerim",
            "phone",
            "+77771234567",
            "email",
            "a@example.kz",
            "consent",
            "yes",
            "messages",
            "yes");
    var result = browser.get(Browser.place(answer));
    assertThat(result.body())
        .contains("Explorer and Creator", "in 10 min")
        .doesNotContain("Aigerim");
    assertThat(house.onlyRow().registration.answers()).contains("\"I1\":5", "\"C3\":2");
  }

  @Test
  void a_step_with_a_gap_says_so_beside_it_and_keeps_what_was_chosen() {
    var page = browser.submit("/proftest?lang=en", "I1", "4", "S1", "9");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("2 phrases are still without an answer", "id=\"S1-flaw\"", "id=\"R1-flaw\"")
        .contains("name=\"I1\" value=\"4\" required checked")
        .doesNotContain("id=\"I1-flaw\"");
  }

  @Test
  void a_step_that_was_left_behind_is_asked_before_the_contacts() {
    var open = "-" + ANSWERS.substring(1);
    for (var path : List.of("/proftest/register", "/proftest/result")) {
      var answer = browser.get(path + "?lang=en&answers=" + open);
      assertThat(Browser.place(answer)).isEqualTo("/proftest?lang=en&answers=" + open + "&step=1");
    }
  }

  @Test
  void the_messages_that_will_come_are_shown_in_their_language() {
    assertThat(browser.get(register("kk")).body())
        .contains("Сілтеме: http://localhost/l/7Kq2…s", "Айгерім, міне:");
  }

  @Test
  void a_form_that_is_sent_twice_makes_one_lead_and_opens_the_same_result() {
    var key = key();
    var first = sendAll(key, "Айгүл");
    var second = sendAll(key, "Айгүл");
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(Browser.place(first)).isEqualTo(RESULT + SENDS);
    assertThat(Browser.place(second)).isEqualTo(RESULT + "&sends=soon");
    assertThat(house.onlyRow().registration.metadata())
        .contains("\"lang\":\"kk\"", "\"consents\":[\"data\",\"messages\"]");
    assertThat(house.wakes).hasSize(1);
  }

  @Test
  void whoever_types_in_the_number_of_another_learns_nothing_of_them() {
    house.register(House.VALID);
    assertThat(Browser.place(sendAll(key(), "Мария"))).isEqualTo(RESULT + SENDS);
    assertThat(house.twin.rows).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "601, in 10 min",
    "241, in 4 min",
    "0, Already there or on its way",
    "-86400, Already there or on its way",
    "602, Soon",
    "99999999, Soon"
  })
  void a_result_that_is_loaded_again_tells_what_is_left_of_the_wait(long seconds, String told) {
    var sends = Twin.DUE.plusSeconds(seconds).getEpochSecond();
    var page = browser.get("/proftest/result?lang=en&answers=" + ANSWERS + "&sends=" + sends);
    assertThat(page.body().split(told + ", with the link", -1)).as(page.body()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "yes", "-5", "1e9", "999999999999"})
  void a_time_that_is_none_is_told_as_soon(String sends) {
    var page = browser.get("/proftest/result?lang=en&answers=" + ANSWERS + "&sends=" + sends);
    assertThat(page.body()).contains("Soon, with the link to your result");
  }

  @Test
  void another_language_keeps_what_was_typed_and_sends_nothing() {
    var key = key();
    var typed = browser.get(register("kk")).body();
    assertThat(typed).contains("name=\"switch\" value=\"ru\"", "form=\"contacts\"");
    var page =
        browser.submit(
            register("ru"),
            "switch",
            "ru",
            "key",
            key,
            "name",
            "Айгүл",
            "phone",
            "12",
            "consent",
            "yes",
            "messages",
            "yes");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"ru\"", "value=\"Айгүл\"", "value=\"12\"", "value=\"" + key)
        .contains("name=\"consent\" value=\"yes\" checked")
        .doesNotContain("-flaw");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void wrong_fields_are_told_beside_them_and_what_was_typed_stays() {
    var key = key();
    var page =
        send(key, "name", "", "phone", "12", "email", "nobody", "consent", "", "messages", "");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Атыңызды жазыңыз.", "Телефон нөмірі тым қысқа.", "3 өрісті қайта тексеріңіз.")
        .contains("id=\"email-flaw\"", "value=\"12\"", "value=\"nobody\"", "value=\"" + key + "\"")
        .contains("name=\"messages\" value=\"yes\" checked");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void a_program_that_fills_in_what_nobody_sees_is_asked_again_and_a_person_gets_through() {
    var key = key();
    var trapped =
        send(
            key,
            "name",
            "A",
            "phone",
            "8 777 123 45 67",
            "email",
            "a@example.kz",
            "website",
            "https://spam.example",
            "consent",
            "yes",
            "messages",
            "yes");
    assertThat(trapped.statusCode()).isEqualTo(422);
    assertThat(trapped.body())
        .contains("Түймені тағы бір рет басыңыз.", "value=\"" + key + "\"", "value=\"A\"")
        .doesNotContain("spam.example");
    assertThat(house.twin.rows).isEmpty();

    assertThat(sendAll(key, "A").statusCode()).isEqualTo(303);
    assertThat(house.twin.rows).hasSize(1);
  }

  @Test
  void nothing_is_kept_of_whoever_does_not_agree() {
    var page = send(key(), "name", "A", "phone", "+77771234567", "email", "x", "messages", "yes");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("id=\"consent-flaw\"", "id=\"email-flaw\"");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void whoever_wants_no_messages_gets_the_result_and_is_not_registered() {
    var answer = send(key(), "name", "A", "phone", "+77771234567", "email", "a@example.kz");
    assertThat(browser.get(Browser.place(answer)).body()).contains("Ештеңе жіберілген жоқ");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void a_field_is_checked_alone_and_nobody_is_registered() {
    var wrong = send(key(), "check", "phone", "phone", "12");
    assertThat(wrong.statusCode()).isEqualTo(200);
    assertThat(wrong.body())
        .contains("id=\"phone-flaw\"")
        .doesNotContain("id=\"name-flaw\"", "id=\"email-flaw\"", "id=\"consent-flaw\"");
    var right = send(key(), "check", "email", "email", "a@example.kz");
    assertThat(right.body()).doesNotContain("class=\"flaw\"");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void a_hostile_name_stays_a_name() {
    var page = sendAll(key(), HOSTILE.repeat(20));
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("&lt;script>alert(1)&lt;/script>")
        .doesNotContain("<script>", "<img src=x");
    assertThat(sendAll(key(), HOSTILE).statusCode()).isEqualTo(303);
    assertThat(house.onlyRow().registration.name()).isEqualTo(HOSTILE);
  }

  @Test
  void when_it_is_not_known_whether_it_was_kept_the_same_form_is_sent_again() {
    var key = key();
    house.twin.forced = new Registered.Unsure();
    assertKept(sendAll(key, "Айгүл"), key);
    house.twin.forced = null;
    house.twin.failure = Twin.away();
    assertKept(sendAll(key, "Айгүл"), key);
  }

  private static void assertKept(HttpResponse<String> page, String key) {
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("екінші SMS келмейді", "value=\"Айгүл\"", key);
  }

  @Test
  void a_form_that_comes_back_changed_gets_a_new_name() {
    var key = key();
    sendAll(key, "Айгүл");
    var page = sendAll(key, "Айгуль");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("value=\"Айгуль\"").doesNotContain(key);
  }

  @Test
  void the_link_in_a_message_ends_at_the_result_which_names_nobody() {
    house.twin.target = URI.create("http://localhost/proftest");
    sendAll(key(), "Айгүл");
    var code = house.onlyRow().code().value();
    var click = browser.get("/l/" + code + Channel.SMS.key().charAt(0));
    assertThat(Browser.place(click)).isEqualTo("/proftest/result/" + code);

    var page = browser.get(Browser.place(click));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
    assertThat(page.body())
        .contains("<html lang=\"kk\"", "Зерттеуші және Жасампаз")
        .doesNotContain("Айгүл", "777", "example.kz");
    assertThat(browser.get(Browser.place(click) + "?lang=en").body()).contains("<html lang=\"en\"");
  }

  @Test
  void a_link_to_no_result_is_told_on_a_page() {
    house.register(House.VALID);
    var unanswered = browser.get("/proftest/result/" + house.onlyRow().code().value());
    assertThat(unanswered.statusCode()).isEqualTo(404);
    assertThat(unanswered.body()).contains("There is no result here yet", "Take the test");
    for (var code : List.of("AAAAAAAAAAA", "a".repeat(3000), "%3Cscript%3E")) {
      var unknown = browser.get("/proftest/result/" + code);
      assertThat(unknown.statusCode()).as(code).isEqualTo(404);
      assertThat(unknown.body()).contains("There is no result here");
    }
  }

  @Test
  void whatever_goes_wrong_in_the_test_leads_back_to_the_test_and_not_to_the_dashboard() {
    var nowhere = browser.get("/proftest/nowhere?lang=kk");
    var html = new String[] {"Accept", "text/html", "Accept-Language", "kk"};
    var post = HttpRequest.newBuilder(house.uri(register("kk"))).header("Content-Type", "a/b");
    var typed = house.send(post.POST(BodyPublishers.ofString("x")), html);
    var large = browser.submit(register("kk"), "name", "x".repeat(70_000));
    var method = house.method("DELETE", "/proftest?lang=kk", html);
    var query = house.get("/proftest?lang=kk&lang=kk", html);
    assertThat(List.of(nowhere, typed, large, method, query))
        .allSatisfy(page ->
            assertThat(page.body())
                .contains("<html lang=\"kk\"", "/assets/proftest-")
                .contains("href=\"/proftest?lang=kk\"")
                .doesNotContain("href=\"/\""))
        .extracting(HttpResponse::statusCode)
        .containsExactly(404, 415, 413, 405, 400);
  }

  @Test
  void the_questions_come_while_the_database_is_away() {
    house.twin.failure = Twin.away();
    assertThat(browser.get("/proftest").statusCode()).isEqualTo(200);
    assertThat(browser.get(register("en")).statusCode()).isEqualTo(200);
  }
}
