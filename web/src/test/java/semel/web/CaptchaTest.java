package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.settings.Admission;
import semel.settings.NumberKind;

/// Where callers prove that they are people.
final class CaptchaTest {

  private static final String REGISTER = "/proftest/register?lang=en&answers=533342354252324324";

  private final House house = House.asking();

  @AfterEach
  void close() {
    house.close();
  }

  private static String with(String proof) {
    return House.VALID.replace("{\"name\"", "{\"captchaToken\":" + proof + ",\"name\"");
  }

  @Test
  void who_proves_to_be_a_person_is_registered_and_the_proof_is_not_kept() {
    assertThat(house.register(with("\"" + TwinCaptcha.PERSON + "\"")).statusCode()).isEqualTo(201);
    assertThat(house.captcha.asked).containsExactly(TwinCaptcha.PERSON);
    assertThat(house.onlyRow().registration.metadata()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \"", "7", "{}", "[\"proof-of-a-person\"]", "true"})
  void without_a_proof_there_is_a_wrong_field_and_nobody_is_asked(String proof) {
    var answer = house.register(with(proof));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"captchaToken\":\"Подтвердите, что вы человек.\"");
    assertThat(house.register(House.VALID).statusCode()).isEqualTo(400);
    assertThat(house.captcha.asked).isEmpty();
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void a_proof_that_is_not_taken_registers_nobody() {
    var answer = house.register(with("\"forged\""));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Подтвердите ещё раз");
    assertThat(house.register(with("\"" + "x".repeat(8_193) + "\"")).statusCode()).isEqualTo(400);
    assertThat(house.captcha.asked).containsExactly("forged");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void while_nobody_can_be_asked_nobody_is_registered_and_callers_come_again() {
    house.captcha.away = true;
    var answer = house.register(with("\"" + TwinCaptcha.PERSON + "\""));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
    assertThat(House.text(answer, "error")).contains("Ничего не записано");
    assertThat(house.twin.rows).isEmpty();
    assertThat(house.get("/metrics").body())
        .contains("semel_registrations_total{outcome=\"unproven\"} 1");
  }

  @Test
  void a_proof_is_used_for_nothing_while_fields_are_wrong() {
    var body = with("\"" + TwinCaptcha.PERSON + "\"").replace("aigul@example.kz", "nobody");
    assertThat(house.register(body).statusCode()).isEqualTo(400);
    assertThat(house.captcha.asked).isEmpty();
  }

  @Test
  void a_repeat_with_another_proof_is_the_same_request() {
    var first = house.register(with("\"" + TwinCaptcha.PERSON + "\""), "Idempotency-Key", "one");
    var again = house.register(with("\"" + TwinCaptcha.PERSON + "\" "), "Idempotency-Key", "one");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(House.text(again, "leadId")).isEqualTo(House.text(first, "leadId"));
  }

  @Test
  void neither_the_operator_s_program_nor_a_campaign_without_captcha_is_asked() {
    var token = house.register(House.VALID, "Authorization", "Bearer " + House.TOKEN);
    assertThat(token.statusCode()).isEqualTo(201);

    var admission = new Admission(Admission.USUAL.countries(), Set.of(NumberKind.MOBILE), false);
    house.entry.change("english", admission, "boss");
    assertThat(house.post("/api/landing/english", House.VALID).statusCode()).isEqualTo(201);
    assertThat(house.captcha.asked).isEmpty();
  }

  @Test
  void the_form_shows_the_box_and_may_load_it_and_sends_the_proof() {
    var browser = new Browser(house);
    var page = browser.get(REGISTER);
    assertThat(page.body())
        .contains("class=\"cf-turnstile\" data-sitekey=\"site-key\"")
        .contains("<script src=\"https://challenges.example/api.js\" async defer>", "<noscript>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'", "script-src 'self' https://challenges.example")
        .contains("frame-src https://challenges.example", "frame-ancestors 'none'");

    var refused = send(browser, "forged");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"captchaToken-flaw\"", "value=\"Aigerim\"");
    house.captcha.away = true;
    var away = send(browser, TwinCaptcha.PERSON);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body())
        .contains("press the button again in half a minute", "value=\"Aigerim\"");
    house.captcha.away = false;
    assertThat(send(browser, TwinCaptcha.PERSON).statusCode()).isEqualTo(303);
    assertThat(house.twin.rows).hasSize(1);
  }

  private static HttpResponse<String> send(Browser browser, String proof) {
    var key = UUID.randomUUID().toString();
    return browser.submit(
        REGISTER,
        "key",
        key,
        "shown",
        House.shown(key),
        "name",
        "Aigerim",
        "phone",
        "8 777 123 45 67",
        "email",
        "a@example.kz",
        "consent",
        "yes",
        "messages",
        "yes",
        "cf-turnstile-response",
        proof);
  }

  @Test
  void where_nobody_is_asked_pages_load_nothing_from_elsewhere() {
    try (var quiet = new House()) {
      var page = new Browser(quiet).get(REGISTER);
      assertThat(page.body()).doesNotContain("data-sitekey", "challenges");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .doesNotContain("script-src", "https:");
    }
  }
}
