package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.settings.Admission;
import semel.settings.NumberKind;

/// Whom a campaign lets in, as a landing page meets it.
final class AdmissionTest {

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private int register(String campaign, String phone) {
    var body = House.VALID.replace("8 777 123 45 67", phone);
    return house.post("/api/landing/" + campaign, body).statusCode();
  }

  private void admit(String campaign, List<String> countries, NumberKind... kinds) {
    house.entry.change(campaign, new Admission(countries, Set.of(kinds), true), "boss");
  }

  @Test
  void a_campaign_takes_the_numbers_of_its_own_countries_and_others_those_of_everybody() {
    admit("english", List.of("KG", "UZ"), NumberKind.MOBILE);
    assertThat(register("english", "+996 555 123 456")).isEqualTo(201);
    assertThat(register("english", "0555 123 457")).as("the first is home").isEqualTo(201);
    assertThat(register("english", "8 777 123 45 67")).isEqualTo(400);
    assertThat(register("proftest", "8 777 123 45 67")).isEqualTo(201);
    assertThat(register("proftest", "+996 555 123 456")).isEqualTo(400);
  }

  @Test
  void the_refusal_names_the_field_in_the_language_of_the_campaign() {
    admit("proftest", List.of("KG"), NumberKind.MOBILE);
    var answer = house.register(House.VALID.replace("8 777", "+7 777"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"fields\":{\"phone\":\"", "этой страны");
    assertThat(house.get("/metrics").body())
        .contains("semel_phones_refused_total{reason=\"country\"} 1");
  }

  @Test
  void kinds_of_numbers_are_taken_as_they_are_named() {
    admit("english", List.of("US", "GB"), NumberKind.MOBILE);
    assertThat(register("english", "+1 201 555 0123")).as("mobile or fixed").isEqualTo(400);
    assertThat(register("english", "+44 7400 123456")).isEqualTo(201);
    assertThat(register("english", "+44 56 1234 5678")).as("internet").isEqualTo(400);
    admit("english", List.of("US", "GB"), NumberKind.UNSURE, NumberKind.INTERNET);
    assertThat(register("english", "+1 201 555 0123")).isEqualTo(201);
    assertThat(register("english", "+44 56 1234 5678")).isEqualTo(201);
    assertThat(register("english", "+44 7400 123457")).isEqualTo(400);
  }
}
