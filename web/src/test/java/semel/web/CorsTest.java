package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.intake.IntakeLimits.Scope;
import semel.intake.Registered;
import semel.web.network.Cors;

/// What the browser of a landing page on another site is told.
final class CorsTest {

  private static final String DOOR = "/api/landing/proftest";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private static Optional<String> allowed(HttpResponse<String> response) {
    return response.headers().firstValue("Access-Control-Allow-Origin");
  }

  @Test
  void a_page_of_a_named_site_may_ask_and_send_and_read() {
    var asked = house.method("OPTIONS", DOOR, "Origin", House.LANDING);
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(allowed(asked)).contains(House.LANDING);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("Content-Type, Idempotency-Key");
    assertThat(asked.headers().firstValue("Allow")).contains("OPTIONS, POST");

    var sent = house.register(House.VALID, "Origin", House.LANDING);
    assertThat(sent.statusCode()).isEqualTo(201);
    assertThat(allowed(sent)).contains(House.LANDING);
    assertThat(sent.headers().firstValue("Vary")).contains("Origin");
  }

  @Test
  void a_refusal_can_be_read_too() {
    house.twin.forced = new Registered.Limited(Scope.ADDRESS, Duration.ofSeconds(9));
    var limited = house.register(House.VALID, "Origin", House.LANDING);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(allowed(limited)).contains(House.LANDING);
    assertThat(limited.headers().firstValue("Access-Control-Expose-Headers"))
        .contains("Retry-After");
    assertThat(allowed(house.register("{}", "Origin", House.LANDING))).contains(House.LANDING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://landing.example.kz", "https://a.kz:444"})
  void another_site_is_told_nothing(String origin) {
    assertThat(allowed(house.method("OPTIONS", DOOR, "Origin", origin))).isEmpty();
    var sent = house.register(House.VALID, "Origin", origin);
    assertThat(sent.statusCode()).isEqualTo(201);
    assertThat(allowed(sent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/messages", "/health/live", "/proftest", "/api/landing/delete/x"})
  void nothing_but_the_door_is_open_to_other_sites(String path) {
    assertThat(allowed(house.get(path, "Origin", House.LANDING))).isEmpty();
    assertThat(allowed(house.method("OPTIONS", path, "Origin", House.LANDING))).isEmpty();
  }

  @Test
  void without_a_list_no_header_is_sent_and_with_a_star_everybody_is_named() {
    var one = List.of("https://a.kz");
    assertThat(Cors.NONE.headers("POST", DOOR, one)).isEmpty();
    assertThat(new Cors(List.of("*")).headers("POST", DOOR, one))
        .isEqualTo(
            Map.of(
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Expose-Headers", "Retry-After"));
    assertThat(new Cors(one).headers("POST", DOOR, List.of("https://a.kz", "https://a.kz")))
        .isEqualTo(Map.of("Vary", "Origin"));
  }
}
