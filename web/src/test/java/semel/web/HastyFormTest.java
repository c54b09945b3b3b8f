package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A form that comes back before a person can have filled it in, or long after.
final class HastyFormTest {

  private static final String REGISTER = "/proftest/register?lang=en&answers=533342354252324324";
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]*)\"");
  private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]*)\"");

  private final House house = new House();
  private final Browser browser = new Browser(house);

  @AfterEach
  void close() {
    house.close();
  }

  private static String first(Pattern pattern, String body) {
    var found = pattern.matcher(body);
    assertThat(found.find()).as(body).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> send(String key, String shown, String name) {
    return browser.submit(
        REGISTER,
        "key",
        key,
        "shown",
        shown,
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

  @Test
  void what_comes_back_at_once_is_shown_again_and_a_second_press_in_time_is_taken() {
    var page = browser.get(REGISTER).body();
    var key = first(KEY, page);
    var shown = first(SHOWN, page);
    house.now.set(Twin.DUE.plusMillis(2_999));
    var quick = send(key, shown, "Айгүл");
    assertThat(quick.statusCode()).isEqualTo(422);
    assertThat(quick.body())
        .contains("That was very quick", "value=\"Айгүл\"", "value=\"8 777 123 45 67\"")
        .contains("name=\"messages\" value=\"yes\" checked")
        .contains("value=\"" + key + "\"", "value=\"" + shown + "\"");
    assertThat(house.twin.rows).isEmpty();

    house.now.set(Twin.DUE.plusSeconds(3));
    assertThat(send(key, shown, "Айгүл").statusCode()).isEqualTo(303);
    assertThat(house.onlyRow().registration.name()).isEqualTo("Айгүл");
  }

  @ParameterizedTest
  @CsvSource({"86399, 303", "86401, 422"})
  void a_form_that_was_open_for_longer_than_a_day_is_asked_once_more(long seconds, int status) {
    var key = UUID.randomUUID().toString();
    var shown = House.TOKENS.issue(key, Twin.DUE);
    house.now.set(Twin.DUE.plusSeconds(seconds));
    var answer = send(key, shown, "Айгүл");
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 422) {
      assertThat(answer.body()).contains("open for too long", "value=\"Айгүл\"");
      house.now.set(Twin.DUE.plusSeconds(seconds + 3));
      var again = first(SHOWN, answer.body());
      assertThat(send(key, again, "Айгүл").statusCode()).isEqualTo(303);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "<script>", "another form's", "changed", "longer"})
  void a_token_that_is_not_the_form_s_own_registers_nobody(String kind) {
    var key = UUID.randomUUID().toString();
    var own = House.shown(key);
    var token =
        switch (kind) {
          case "another form's" -> House.shown(UUID.randomUUID().toString());
          case "changed" -> (own.startsWith("B") ? "C" : "B") + own.substring(1);
          case "longer" -> own + "AAAA";
          default -> kind;
        };
    var answer = send(key, token, "Айгүл");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("nothing was recorded yet", "value=\"Айгүл\"");
    assertThat(house.twin.rows).isEmpty();
  }

  @Test
  void wrong_fields_are_told_in_the_same_answer() {
    var key = UUID.randomUUID().toString();
    var answer = send(key, House.TOKENS.issue(key, Twin.DUE), "");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("That was very quick", "id=\"name-flaw\"");
  }

  @Test
  void a_token_registers_one_person_however_often_it_is_used() {
    var key = UUID.randomUUID().toString();
    var shown = House.shown(key);
    assertThat(send(key, shown, "Айгүл").statusCode()).isEqualTo(303);
    var changed = send(key, shown, "Мария");
    assertThat(changed.statusCode()).isEqualTo(422);
    assertThat(changed.body()).doesNotContain(shown);
    assertThat(house.twin.rows).hasSize(1);
  }

  @Test
  void landing_pages_are_asked_for_no_token() {
    assertThat(house.register(House.VALID).statusCode()).isEqualTo(201);
  }
}
