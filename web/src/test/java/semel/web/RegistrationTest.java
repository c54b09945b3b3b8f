package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.intake.Registered;
import semel.message.LeadId;

final class RegistrationTest {

  private static final String BEARER = "Bearer " + House.TOKEN;
  private static final LeadId SOME =
      new LeadId(UUID.fromString("0190a0a0-0000-7000-8000-00000000002a"));

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_new_person_becomes_one_lead_and_the_answer_names_it() {
    var response = house.register(House.VALID);

    var row = house.onlyRow();
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body())
        .isEqualTo(
            "{\"success\":true,\"leadId\":\""
                + row.id
                + "\",\"scheduledFor\":\"2026-11-01T10:10:00.123Z\"}");
    assertThat(row.registration.name()).isEqualTo("Айгүл");
    assertThat(row.registration.phone().e164()).isEqualTo("+77771234567");
    assertThat(row.registration.typedPhone()).isEqualTo("8 777 123 45 67");
    assertThat(row.registration.email().address()).isEqualTo("aigul@example.kz");
    assertThat(row.registration.answers()).isEqualTo("[1,\"да\"]");
    assertThat(row.registration.metadata()).isNull();
    assertThat(row.registration.source()).isNull();
    assertThat(row.registration.key()).isNull();
    assertThat(house.wakes).containsExactly(Duration.ofMinutes(10));
  }

  @Test
  void every_answer_forbids_sniffing_and_storing() {
    var response = house.register(House.VALID);

    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void the_same_person_again_gets_the_first_lead_and_wakes_nobody() {
    var first = house.register(House.VALID);
    var second = house.register(House.VALID.replace("Айгүл", "Другое имя"));

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(house.twin.rows).hasSize(1);
    assertThat(house.wakes).hasSize(1);
  }

  @Test
  void only_an_operator_learns_that_a_person_was_known() {
    house.register(House.VALID);

    assertThat(house.register(House.VALID, "Authorization", BEARER).body())
        .endsWith(",\"duplicate\":true}");
    assertThat(house.register(House.VALID, "Authorization", "Bearer wrong").body())
        .doesNotContain("duplicate");
    assertThat(house.register(House.VALID, "Authorization", "Basic " + House.TOKEN).body())
        .doesNotContain("duplicate");
  }

  @Test
  void a_fresh_lead_is_never_called_a_duplicate() {
    assertThat(house.register(House.VALID, "Authorization", BEARER).body())
        .doesNotContain("duplicate");
  }

  @Test
  void a_repeated_key_gets_the_stored_answer_even_when_the_members_are_in_another_order() {
    var first = house.register("{\"a\":{\"x\":1,\"y\":2}," + House.VALID.substring(1), key("k-1"));
    var again =
        house.register(
            House.VALID.substring(0, House.VALID.length() - 1) + ",\"a\":{\"y\":2,\"x\":1}}",
            key("k-1"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(house.wakes).hasSize(1);
  }

  @Test
  void a_key_is_not_taken_for_another_registration() {
    house.register(House.VALID, key("k-1"));
    var other = house.register(House.VALID.replace("[1,", "[1.0,"), key("k-1"));

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(House.text(other, "error")).contains("Idempotency-Key уже использован");
  }

  @Test
  void a_key_binds_the_campaign_too() {
    house.register(House.VALID, key("k-1"));

    assertThat(house.post("/api/landing/english", House.VALID, key("k-1")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void a_replay_of_a_known_person_is_a_200_as_it_was() {
    house.register(House.VALID);
    house.register(House.VALID, key("k-2"));

    assertThat(house.register(House.VALID, key("k-2")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_key_still_running_asks_to_come_again() {
    house.twin.forced = new Registered.KeyBusy();
    var response = house.register(House.VALID, key("k"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void an_unsure_commit_asks_to_come_again() {
    house.twin.forced = new Registered.Unsure();
    var response = house.register(House.VALID);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(House.text(response, "detail")).contains("Отправьте её ещё раз");
    assertThat(house.wakes).isEmpty();
  }

  @Test
  void who_comes_when_too_many_wait_is_asked_to_come_again_in_a_moment() {
    house.twin.forced = new Registered.Crowded();
    var response = house.register(House.VALID);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(House.text(response, "detail")).contains("Ничего не записано");
    assertThat(house.wakes).isEmpty();
  }

  @Test
  void a_stored_answer_is_given_with_its_stored_code() {
    house.twin.forced = new Registered.Replayed(SOME, Twin.DUE, true);
    assertThat(house.register(House.VALID).statusCode()).isEqualTo(201);
    house.twin.forced = new Registered.Replayed(SOME, Twin.DUE, false);
    assertThat(house.register(House.VALID).statusCode()).isEqualTo(200);
  }

  @Test
  void a_database_that_is_away_is_a_503_and_a_bug_is_a_500_with_a_name() {
    house.twin.failure = Twin.away();
    var away = house.register(House.VALID);
    house.twin.failure = new IllegalStateException("secret detail");
    var bug = house.register(House.VALID);

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(away.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(bug.statusCode()).isEqualTo(500);
    assertThat(bug.body()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(House.text(bug, "error")).matches(".*code [0-9a-f]+\\.");
  }

  @Test
  void an_unknown_campaign_is_a_404_in_english() {
    for (var campaign :
        new String[] {"nowhere", "%D0%BF", "a%20b", "a%2Fb", "%00", "x".repeat(65)}) {
      var response = house.post("/api/landing/" + campaign, House.VALID);
      assertThat(response.statusCode()).as(campaign).isEqualTo(404);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
    }
    assertThat(House.text(house.post("/api/landing/nowhere", House.VALID), "error"))
        .isEqualTo("There is no such campaign. Check the address of the form.");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void keys_are_one_header_of_printable_ascii() {
    assertThat(house.register(House.VALID, key("")).statusCode()).isEqualTo(400);
    assertThat(house.register(House.VALID, key("x".repeat(256))).statusCode()).isEqualTo(400);
    assertThat(
            house
                .register(House.VALID, "Idempotency-Key", "a", "Idempotency-Key", "b")
                .statusCode())
        .isEqualTo(400);
    assertThat(house.twin.rows).isEmpty();
    assertThat(house.register(House.VALID, key("x y~".repeat(63) + "abc")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void all_wrong_fields_are_named_at_once_in_the_language_of_the_campaign() {
    var body = "{\"email\":\"nobody\",\"phone\":\"+7 900 123 45 67\",\"source\":1}";
    var russian = house.register(body);
    var english = house.post("/api/landing/english", body);

    assertThat(russian.statusCode()).isEqualTo(400);
    assertThat(russian.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(russian.body())
        .contains("\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400")
        .contains("\"name\":\"Укажите имя.\"")
        .contains("\"phone\":\"На номера этой страны мы не можем отправить SMS.\"")
        .contains("\"source\":\"Источник должен быть текстом.\"");
    assertThat(House.text(russian, "detail")).isEqualTo(House.text(russian, "error"));
    assertThat(House.text(russian, "error")).startsWith("Укажите имя. В адресе электронной почты");
    assertThat(english.body())
        .contains("\"email\":\"An email address has exactly one @, as in name@example.com.\"");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void what_has_no_column_is_kept_as_metadata() {
    house.register(
        """
        {"name":" Ян ","email":" ian@Почта.РФ ","phone":"7771234567","source":"insta",
         "utmParams":{"utm_source":"x"},"paymentMethod":"kaspi","campaignSlug":"p","odd":1e10,
         "proftestAnswers":{"q1":3},
         "metadata":{"ip":"1.2.3.4","odd":"hidden","metadata":null}}\
        """);

    var registration = house.onlyRow().registration;
    assertThat(registration.name()).isEqualTo("Ян");
    assertThat(registration.email().address()).isEqualTo("ian@xn--80a1acny.xn--p1ai");
    assertThat(registration.source()).isEqualTo("insta");
    assertThat(registration.answers()).isEqualTo("{\"q1\":3}");
    assertThat(registration.metadata())
        .isEqualTo(
            "{\"utmParams\":{\"utm_source\":\"x\"},\"paymentMethod\":\"kaspi\","
                + "\"campaignSlug\":\"p\",\"odd\":1e10,\"proftestAnswers\":{\"q1\":3},"
                + "\"ip\":\"1.2.3.4\",\"metadata\":{\"odd\":\"hidden\",\"metadata\":null}}");
  }

  @Test
  void answers_may_be_null_and_win_over_the_answers_of_the_old_form() {
    house.register(House.VALID.replace("[1,\"да\"]", "null,\"proftestAnswers\":1"));

    assertThat(house.onlyRow().registration.answers()).isEqualTo("null");
  }

  @Test
  void only_json_in_utf8_is_taken() {
    for (var type :
        new String[] {
          "text/plain", "application/json; charset=windows-1251", "application/jsonx", "", "x"
        }) {
      assertThat(typed(type).statusCode()).as(type).isEqualTo(415);
    }
    var none = HttpRequest.newBuilder(house.uri("/api/landing/proftest"));
    assertThat(house.send(none.POST(BodyPublishers.ofString(House.VALID))).statusCode())
        .isEqualTo(415);
    assertThat(house.twin.rows).isEmpty();
    assertThat(typed("Application/JSON; charset=\"UTF-8\"; x=y").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> typed(String type) {
    var request =
        HttpRequest.newBuilder(house.uri("/api/landing/proftest"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(House.VALID));
    return house.send(request);
  }

  @Test
  void a_body_over_64_kib_is_a_413_however_it_comes_and_one_of_64_kib_is_taken() {
    var room = 65_536 - House.VALID.getBytes(StandardCharsets.UTF_8).length;
    var fits = House.VALID.replace("да", "да" + "x".repeat(room));
    var large = fits.replace("да", "даx");

    assertThat(house.register(large).statusCode()).isEqualTo(413);
    assertThat(house.register(large + " ".repeat(2_000_000)).statusCode()).isEqualTo(413);
    assertThat(chunked(large).statusCode()).isEqualTo(413);
    assertThat(house.twin.rows).isEmpty();
    assertThat(chunked(fits).statusCode()).isEqualTo(201);
    assertThat(house.register(fits).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> chunked(String body) {
    var stream =
        BodyPublishers.ofInputStream(
            () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(house.uri("/api/landing/proftest"))
            .header("Content-Type", "application/json")
            .POST(stream);
    return house.send(request);
  }

  private static String[] key(String key) {
    return new String[] {"Idempotency-Key", key};
  }
}
