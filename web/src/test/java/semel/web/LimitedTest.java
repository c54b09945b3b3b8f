package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.intake.IntakeLimits.Scope;
import semel.intake.Origin;
import semel.intake.Registered;

/// What the limits of the door are told of a caller, and what a caller is told of them.
final class LimitedTest {

  private static final String FORM = "00000000-0000-0000-0000-000000000001";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private void limited(Scope scope) {
    house.twin.forced = new Registered.Limited(scope, Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7/32, 203.0.113.0/24",
    "2001:db8:1:2:3::4, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48"
  })
  void the_caller_behind_a_proxy_is_counted_by_address_and_network(
      String caller, String address, String network) {
    house.register(House.VALID, "X-Forwarded-For", "192.0.2.1, " + caller);

    assertThat(house.onlyRow().registration.origin()).isEqualTo(new Origin(address, network));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "10.1.2.3", "192.168.1.5", "fd00::1", "169.254.1.1", "unknown"})
  void where_proxies_are_nobody_is_counted_by_address(String caller) {
    house.register(House.VALID, "X-Forwarded-For", caller);

    assertThat(house.onlyRow().registration.origin()).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void a_caller_on_this_machine_has_no_address_that_counts() {
    house.register(House.VALID);

    assertThat(house.onlyRow().registration.origin()).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void no_limit_concerns_a_program_with_the_token_and_a_wrong_token_helps_nobody() {
    house.register(House.VALID, "Authorization", "Bearer " + House.TOKEN);
    assertThat(house.onlyRow().registration.origin()).isNull();

    house.twin.rows.clear();
    house.register(
        House.VALID.replace("4567", "0000").replace("45 67", "00 00"),
        "Authorization",
        "Bearer wrong");
    assertThat(house.onlyRow().registration.origin()).isEqualTo(Origin.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS, proftest, Из вашей сети",
    "NETWORK, proftest, Из вашей сети",
    "PREFIX, proftest, С похожими номерами",
    "CAMPAIGN, proftest, попробуйте завтра",
    "ADDRESS, english, from your network",
    "CAMPAIGN, english, try again tomorrow"
  })
  void a_limit_is_a_429_in_the_language_of_the_campaign(
      Scope scope, String campaign, String words) {
    limited(scope);
    var response = house.post("/api/landing/" + campaign, House.VALID);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("90");
    assertThat(House.text(response, "error")).contains(words);
    assertThat(House.text(response, "title")).isEqualTo("Too Many Requests");
    assertThat(house.wakes).isEmpty();
    assertThat(house.get("/metrics").body())
        .contains("semel_registrations_total{outcome=\"limited\"} 1");
  }

  @Test
  void a_limit_is_told_on_the_form_of_the_career_test_which_keeps_what_was_typed() {
    limited(Scope.ADDRESS);
    var page =
        new Browser(house)
            .submit(
                "/proftest/register?lang=kk&answers=533342354252324324",
                "key",
                FORM,
                "shown",
                House.shown(FORM),
                "name",
                "Айгүл",
                "phone",
                "8 777 123 45 67",
                "email",
                "a@example.kz",
                "consent",
                "yes",
                "messages",
                "yes");

    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).hasValue("90");
    assertThat(page.body()).contains("тым көп адам тіркелді", "value=\"Айгүл\"");
  }
}
