package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClicksTest {

  private final House house = new House();
  private final Twin.Row row = registered();

  private Twin.Row registered() {
    house.register(House.VALID);
    return house.onlyRow();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_short_link_counts_the_click_and_leads_on() {
    for (var letter : List.of("s", "e")) {
      var response = house.get("/l/" + row.code().value() + letter);
      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.headers().firstValue("Location"))
          .hasValue("https://example.kz/proftest?%D1%86%D0%B5%D0%BB%D1%8C=1");
      assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
    assertThat(row.clicks).isEqualTo(2);
  }

  @Test
  void a_link_of_the_old_backend_counts_as_well() {
    assertThat(track(row.id.toString(), "?source=sms")).isEqualTo(302);
    assertThat(track(row.id.toString().toUpperCase(Locale.ROOT), "?source=email&x=y"))
        .isEqualTo(302);
    assertThat(row.clicks).isEqualTo(2);
  }

  @Test
  void a_link_without_its_source_is_a_400() {
    for (var query :
        List.of("", "?source=", "?source=fax", "?source=SMS", "?source=sms&source=sms")) {
      assertThat(track(row.id.toString(), query)).as(query).isEqualTo(400);
    }
    assertThat(row.clicks).isZero();
  }

  @Test
  void what_is_no_link_of_ours_is_a_404() {
    var code = row.code().value();
    for (var wrong :
        List.of(
            "",
            "x",
            code,
            code + "x",
            code + "S",
            code + "ss",
            code.substring(1) + "s",
            "AAAAAAAAAAAs",
            code + "%00",
            "%D0%B6".repeat(11) + "s",
            "a".repeat(3000))) {
      assertThat(house.get("/l/" + wrong).statusCode()).as(wrong).isEqualTo(404);
    }
    assertThat(track("00000000-0000-0000-0000-000000000001", "?source=sms")).isEqualTo(404);
    assertThat(track("1-1-1-1-1", "?source=sms")).isEqualTo(404);
    assertThat(track("x", "?source=sms")).isEqualTo(404);
    assertThat(row.clicks).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/l/x", "/l/AAAAAAAAAAAs", "/api/landing/track/x?source=sms"})
  void whoever_follows_a_link_to_nowhere_in_a_browser_is_told_on_a_page(String link) {
    var page = house.get(link, "Accept", "text/html,*/*;q=0.8", "Accept-Language", "kk");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body())
        .contains("<html lang=\"kk\"", "Мұнда нәтиже жоқ", "href=\"/proftest?lang=kk\"")
        .doesNotContain("href=\"/\"");
    assertThat(House.text(house.get(link), "error")).contains("This link is not known");
  }

  @Test
  void a_look_is_not_a_click() {
    assertThat(house.method("HEAD", "/l/" + row.code().value() + "s").statusCode()).isEqualTo(200);
    assertThat(house.method("HEAD", "/api/landing/track/" + row.id + "?source=sms").statusCode())
        .isEqualTo(200);
    assertThat(house.method("HEAD", "/l/nothing").statusCode()).isEqualTo(404);
    assertThat(row.clicks).isZero();
  }

  private int track(String lead, String query) {
    return house.get("/api/landing/track/" + lead + query).statusCode();
  }

  @Test
  void the_client_of_these_tests_does_not_follow() {
    assertThat(HttpClient.newHttpClient().followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
  }
}
