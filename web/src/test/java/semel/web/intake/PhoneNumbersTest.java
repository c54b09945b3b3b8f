package semel.web.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.intake.PhoneNumbers.Reading;
import semel.web.intake.PhoneNumbers.Reason;

final class PhoneNumbersTest {

  private static final PhoneNumbers KAZAKHSTAN = new PhoneNumbers(List.of("KZ"));

  private static String read(PhoneNumbers numbers, String typed) {
    return switch (numbers.read(typed)) {
      case Reading.Reachable(var number) -> number.e164();
      case Reading.Unusable(var reason) -> reason.name();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8 777 123 45 67",
        "87771234567",
        "8(777)1234567",
        "+7 (777) 123-45-67",
        "7 777 123 45 67",
        "77771234567",
        "7771234567",
        "777 123-45-67",
        "8-10-7-777-1234567",
        "tel:+7-777-123-45-67",
        "TEL:87771234567",
        "++77771234567",
        "+77 771234567",
        "+8 777 123 45 67",
        "+87771234567",
        "７７７１２３４５６７",
        "＋７ ７７７ １２３ ４５ ６７",
        "٧٧٧١٢٣٤٥٦٧",
        "+7\u00a0777\u00a0123\u00a045\u00a067",
        "+7 777 123–45–67",
        "+7.777.123.45.67",
        "[777] 123 45 67",
        "\u202a+77771234567\u202c",
        "8 777 123\u201145\u201167",
        "  87771234567  "
      })
  void what_people_type_becomes_one_number(String typed) {
    assertThat(read(KAZAKHSTAN, typed)).isEqualTo("+77771234567");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+7+77771234567         | NOT_A_NUMBER",
        "0077771234567          | TOO_LONG",
        "+7 777 123 45 6        | TOO_SHORT",
        "+7 777 123 45 678      | TOO_LONG",
        "+7 777 123 45 67 ext 5 | CHARACTERS",
        "+77771234567 доб. 12   | CHARACTERS",
        "+7 777 FLOWERS         | CHARACTERS",
        "+7 777 I23 45 67       | CHARACTERS",
        "+7 777 123 45 67#5     | CHARACTERS",
        "8777/1234567           | CHARACTERS",
        "+7 727 250 12 34       | NOT_MOBILE",
        "+7 751 123 45 67       | NOT_MOBILE",
        "+7 800 123 45 67       | COUNTRY",
        "+7 809 123 45 67       | COUNTRY",
        "+7 703 123 45 67       | UNKNOWN_CODE",
        "+7 709 123 45 67       | UNKNOWN_CODE",
        "+7 900 123 45 67       | COUNTRY",
        "89001234567            | COUNTRY",
        "+996 555 123456        | COUNTRY",
        "+998 90 123 45 67      | COUNTRY",
        "+1 202 555 0100        | COUNTRY",
        "+999 123 456 789       | NOT_A_NUMBER",
        "()                     | NOT_A_NUMBER",
        "+                      | NOT_A_NUMBER",
        "112                    | TOO_SHORT",
        "1                      | NOT_A_NUMBER",
        "12345678901234567890   | TOO_LONG",
        "8                      | NOT_A_NUMBER"
      })
  void what_no_sms_can_reach_is_told_apart(String typed, Reason reason) {
    assertThat(read(KAZAKHSTAN, typed)).isEqualTo(reason.name());
  }

  @Test
  void nothing_is_no_number() {
    assertThat(read(KAZAKHSTAN, "")).isEqualTo("NOT_A_NUMBER");
    assertThat(read(KAZAKHSTAN, " \u00a0")).isEqualTo("NOT_A_NUMBER");
  }

  @Test
  void every_mobile_code_of_the_plan_is_taken() {
    for (var code :
        "700 701 702 705 706 707 708 747 760 761 762 763 764 771 775 776 777 778 785"
            .split(" ", -1)) {
      assertThat(read(KAZAKHSTAN, "8 " + code + " 123 45 67")).isEqualTo("+7" + code + "1234567");
    }
  }

  @Test
  void further_countries_are_taken_when_they_are_accepted() {
    var three = new PhoneNumbers(List.of("KZ", "RU", "KG"));

    assertThat(read(three, "+7 900 123 45 67")).isEqualTo("+79001234567");
    assertThat(read(three, "+996 555 123456")).isEqualTo("+996555123456");
    assertThat(read(three, "87771234567")).isEqualTo("+77771234567");
    assertThat(read(three, "+998 90 123 45 67")).isEqualTo("COUNTRY");
  }

  @Test
  void a_number_of_an_accepted_country_is_not_repaired_into_another() {
    var vietnam = new PhoneNumbers(List.of("KZ", "VN"));

    assertThat(read(vietnam, "+84 91 234 56 78")).isEqualTo("+84912345678");
    assertThat(read(KAZAKHSTAN, "+84 91 234 56 78")).isEqualTo("COUNTRY");
  }

  @Test
  void the_first_country_is_home() {
    assertThat(read(new PhoneNumbers(List.of("KG", "KZ")), "0555123456"))
        .isEqualTo("+996555123456");
  }

  @Test
  void a_country_that_does_not_exist_is_refused() {
    assertThatThrownBy(() -> new PhoneNumbers(List.of("KZ", "XX")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XX");
    assertThatThrownBy(() -> new PhoneNumbers(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
