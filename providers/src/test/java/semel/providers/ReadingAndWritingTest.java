package semel.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.providers.wire.Answer;
import semel.providers.wire.Header;

/// Forms, strict JSON, secrets and the wish to be left alone.
final class ReadingAndWritingTest {

  @Test
  void a_form_keeps_its_fields_in_order_and_gives_them_back() {
    var form =
        Form.EMPTY.with("to", "+7").with("params[name]", "a:b").with("text", "Сәлем & = % +\n😀");

    assertThat(form.text())
        .isEqualTo(
            "to=%2B7&params%5Bname%5D=a%3Ab"
                + "&text=%D0%A1%D3%99%D0%BB%D0%B5%D0%BC+%26+%3D+%25+%2B%0A%F0%9F%98%80");
    assertThat(form.field("text")).contains("Сәлем & = % +\n😀");
    assertThat(form.field("params[name]")).contains("a:b");
    assertThat(form.field("name")).isEmpty();
    assertThat(form.field("tex")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"x\"",
        "{",
        "{\"a\":1",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "{'a':1}",
        "<html></html>",
        "{\"a\":NaN}",
        "{\"a\":1,}"
      })
  void what_is_not_one_plain_object_is_none(String text) {
    assertThat(Json.object(text)).isEmpty();
  }

  @Test
  void an_object_nested_without_end_is_none() {
    assertThat(Json.object("{\"a\":".repeat(100_000))).isEmpty();
    assertThat(Json.object("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|7",
        "'\"7\"'|7",
        "-1|-1",
        "'\"-1\"'|-1",
        "'\"007\"'|7",
        "0|0",
        "1.0|",
        "1.5|",
        "'\"1.0\"'|",
        "'\"\"'|",
        "'\" 1\"'|",
        "true|",
        "null|",
        "[1]|",
        "99999999999999999999|",
        "'\"99999999999999999999\"'|",
        "'\"１\"'|"
      })
  void a_whole_number_is_a_number_or_its_digits(String json, Long value) {
    var read = Json.whole(Json.object("{\"a\":" + json + "}").orElseThrow().path("a"));

    assertThat(read.isPresent() ? Long.valueOf(read.getAsLong()) : null).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "900001|900001",
        "'\"900001\"'|900001",
        "'\"9b-1_c\"'|9b-1_c",
        "99999999999999999999|" + "99999999999999999999",
        "0|",
        "'\"0\"'|",
        "'\"000\"'|",
        "'\"\"'|",
        "'\" \"'|",
        "'\"a b\"'|",
        "null|",
        "true|",
        "1.5|",
        "{}|",
        "[]|",
        "'\"é\"'|"
      })
  void an_id_is_a_short_visible_word_or_a_number_but_not_zero(String json, String id) {
    var read = Json.id(Json.object("{\"a\":" + json + "}").orElseThrow().path("a"));

    assertThat(read.orElse(null)).isEqualTo(id);
  }

  @Test
  void a_secret_prints_as_dots_wherever_it_stands() {
    assertThat(new Secret("re_abc").toString()).isEqualTo("•••");
    assertThat(List.of(new Secret("re_abc")).toString()).doesNotContain("abc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "ключ", "a\u007f"})
  void a_secret_that_no_header_could_carry_is_refused_without_repeating_it(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Secret(value))
        .withMessage("A key is visible ASCII without spaces.");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "0, 1",
    "1, 1",
    "3600, 3600",
    "86400, 3600",
    "999999999, 3600",
    "99999999999999999999, 1",
    "1.5, 1",
    "-5, 1",
    "'Wed, 21 Oct 2026 07:28:00 GMT', 1",
    "'', 1"
  })
  void the_wish_to_be_left_alone_is_followed_within_reason(String value, long seconds) {
    var answer = new Answer(429, List.of(new Header("retry-after", value)), "");

    assertThat(RetryAfter.of(answer, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void without_a_wish_the_least_pause_is_made() {
    assertThat(RetryAfter.of(new Answer(429, List.of(), ""), Duration.ofSeconds(2)))
        .isEqualTo(Duration.ofSeconds(2));
  }
}
