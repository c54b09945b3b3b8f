package semel.providers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuoteTest {

  private static final Secret KEY = new Secret("s3cret");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "77771234567",
        "+7 777 123 45 67",
        "+7 (777) 123-45-67",
        "8.777.123.45.67",
        "7777\u00a01234567",
        "٧٧٧٧١٢٣٤٥٦٧",
        "7\u200b7771234567"
      })
  void a_number_is_hidden_however_it_is_written(String number) {
    assertThat(quote("The number " + number + " is wrong."))
        .isEqualTo("“The number ••• is wrong.”");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@example.kz",
        "<anna.p+x@example.kz>",
        "mailto:anna@example.kz?x=1",
        "анна@пример.рф",
        "anna%40example.kz"
      })
  void an_address_is_hidden(String address) {
    assertThat(quote("To " + address + " not.")).isEqualTo("“To ••• not.”");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret",
        "re_123456789abc",
        "kz0123456789abcdef0123456789abcdef01234567",
        "100200:AAGxyzAAGxyzAAGxyzAAGxyzAAGxyzAAGxy"
      })
  void a_key_is_hidden(String key) {
    assertThat(quote("Key " + key + " is bad")).startsWith("“Key •••").doesNotContain(key);
  }

  @Test
  void what_is_harmless_stays_as_it_was_said() {
    assertThat(quote("Сумма 12345 тг, code 8: недостаточно средств (2026)."))
        .isEqualTo("“Сумма 12345 тг, code 8: недостаточно средств (2026).”");
    assertThat(quote("`from` is not verified")).isEqualTo("“`from` is not verified”");
  }

  @Test
  void nothing_said_is_no_quote() {
    assertThat(quote("")).isEmpty();
    assertThat(quote(" \r\n\t\u0000\u001b ")).isEmpty();
  }

  @Test
  void a_quote_is_one_line_without_control_characters() {
    assertThat(quote("a\r\nERROR forged\u001b[31m\u0000b\u202ec"))
        .isEqualTo("“a ERROR forged [31m b c”");
    // A terminal takes U+009B for an escape, a viewer U+0085 and U+2028 for the end of a line.
    assertThat(quote("a\u0085b\u009b31mc\u2028d\u2029e")).isEqualTo("“a b 31mc d e”");
  }

  @Test
  void a_long_text_is_cut_between_characters() {
    assertThat(quote("x y ".repeat(1000))).hasSize(162).endsWith("…”");
    assertThat(quote("ab".repeat(10) + " " + "😀 ".repeat(200)).codePoints())
        .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    assertThat(quote("a" + " 😀".repeat(200)).codePoints())
        .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  private static String quote(String said) {
    return Quote.of(said, KEY);
  }
}
