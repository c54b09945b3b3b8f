package semel.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.users.Role;
import semel.web.http.Routes.Match;

final class RoutesTest {

  private static final Route.Handler UNUSED = _ -> Answer.empty(200);

  private static final Route STATS = Route.api(Role.VIEWER, "GET", "/api/landing/stats", UNUSED);
  private static final Route REGISTER = Route.open("POST", "/api/landing/{campaign}", UNUSED);
  private static final Route CANCEL =
      Route.page(Role.OPERATOR, "POST", "/m/{lead}/{channel}/cancel", UNUSED);
  private static final Route ROOT = Route.open("GET", "/", UNUSED);

  private static final Routes ROUTES = new Routes(List.of(REGISTER, STATS, CANCEL, ROOT));

  @Test
  void the_path_with_more_words_of_its_own_wins() {
    assertThat(ROUTES.match("GET", "/api/landing/stats"))
        .isEqualTo(new Match.Found(STATS, Map.of()));
    assertThat(ROUTES.match("POST", "/api/landing/stats"))
        .isEqualTo(new Match.Found(REGISTER, Map.of("campaign", "stats")));
    assertThat(ROUTES.match("GET", "/")).isEqualTo(new Match.Found(ROOT, Map.of()));
  }

  @Test
  void parameters_are_decoded() {
    assertThat(ROUTES.match("POST", "/m/a%20b/%D0%B6/cancel"))
        .isEqualTo(new Match.Found(CANCEL, Map.of("lead", "a b", "channel", "ж")));
    assertThat(ROUTES.match("POST", "/%61pi/landing/x"))
        .isEqualTo(new Match.Found(REGISTER, Map.of("campaign", "x")));
  }

  @Test
  void head_finds_what_get_finds() {
    assertThat(ROUTES.match("HEAD", "/api/landing/stats"))
        .isEqualTo(new Match.Found(STATS, Map.of()));
  }

  @Test
  void another_method_learns_which_ones_there_are() {
    var match = ROUTES.match("PUT", "/api/landing/stats");

    assertThat(match).isInstanceOf(Match.OtherMethods.class);
    var other = (Match.OtherMethods) match;
    assertThat(other.allowed()).containsExactly("GET", "HEAD", "OPTIONS", "POST");
    assertThat(other.api()).isTrue();
    assertThat(ROUTES.match("PUT", "/api/landing/x"))
        .isEqualTo(new Match.OtherMethods(sorted("OPTIONS", "POST"), false));
    assertThat(ROUTES.match("PUT", "/m/a/sms/cancel"))
        .isEqualTo(new Match.OtherMethods(sorted("OPTIONS", "POST"), false));
  }

  private static SortedSet<String> sorted(String... names) {
    return new TreeSet<>(List.of(names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api/landing/x",
        "/api/landing",
        "/api/landing/",
        "/api/landing/x/",
        "//",
        "/api//x",
        "/api/landing/..",
        "/api/landing/%2e%2e",
        "/api/landing/.",
        "/api/landing/a%2fb",
        "/api/landing/%00",
        "/api/landing/%0d%0a",
        "/api/landing/%7f",
        "/api/landing/%",
        "/api/landing/%4",
        "/api/landing/%zz",
        "/api/landing/%ff",
        "/api/landing/%c0%af",
        "/API/landing/x",
        "/m/a//cancel"
      })
  void a_path_means_one_thing_or_nothing(String path) {
    assertThat(ROUTES.match("POST", path)).isEqualTo(new Match.Nowhere());
  }

  @ParameterizedTest
  @CsvSource({"http://host/api/landing/x, x", "HTTP://host:80/api/landing/y, y"})
  void the_absolute_form_is_understood(String path, String campaign) {
    assertThat(ROUTES.match("POST", path))
        .isEqualTo(new Match.Found(REGISTER, Map.of("campaign", campaign)));
    assertThat(ROUTES.match("GET", "http://host")).isEqualTo(new Match.Found(ROOT, Map.of()));
  }
}
