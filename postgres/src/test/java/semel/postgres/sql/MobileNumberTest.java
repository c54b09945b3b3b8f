package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.postgres.SharedServer;

/// `semel.mobile_number`, spelling by spelling as at the HTTP door.
final class MobileNumberTest {

  private static final String READ = "SELECT coalesce(semel.mobile_number(?), 'none')";

  private static String read(@Nullable String typed) {
    return SharedServer.database()
        .transaction(connection -> {
          try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, typed);
            try (var row = statement.executeQuery()) {
              row.next();
              return row.getString(1);
            }
          }
        });
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
        "۷۷۷۱۲۳۴۵۶۷",
        "+7\u00a0777\u00a0123\u00a045\u00a067",
        "+7 777 123–45–67",
        "+7.777.123.45.67",
        "[777] 123 45 67",
        "\u202a+77771234567\u202c",
        "8 777 123\u201145\u201167",
        "  87771234567  "
      })
  void what_people_type_becomes_the_number_of_the_door(String typed) {
    assertThat(read(typed)).isEqualTo("+77771234567");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "()",
        "8",
        "112",
        "+7+77771234567",
        "7777+1234567",
        "0077771234567",
        "+7 777 123 45 6",
        "+7 777 123 45 678",
        "+8 777 123 45 6",
        "+7 771 234 567",
        "+810 7 777 123 45 67",
        "+7 777 123 45 67 ext 5",
        "+77771234567 доб. 12",
        "+7 777 FLOWERS",
        "+7 777 I23 45 67",
        "+7 777 123 45 67#5",
        "8777/1234567",
        "+7 777\n123 45 67",
        "+7 777\t123 45 67",
        "+7 727 250 12 34",
        "+7 751 123 45 67",
        "+7 800 123 45 67",
        "+7 809 123 45 67",
        "+7 703 123 45 67",
        "+7 709 123 45 67",
        "+7 900 123 45 67",
        "89001234567",
        "+44+20 7946 0958",
        "12345678901234567890",
        "+1234567890123456"
      })
  void what_is_no_mobile_number_stays_none(String typed) {
    assertThat(read(typed)).isEqualTo("none");
  }

  @Test
  void every_mobile_code_of_the_plan_is_taken_and_no_other() {
    var taken =
        SharedServer.rows(
            """
            SELECT code FROM generate_series(700, 799) code
            WHERE semel.mobile_number('8' || code || '1234567') = '+7' || code || '1234567'
            """,
            row -> row.getInt(1));
    assertThat(taken)
        .containsExactly(
            700, 701, 702, 705, 706, 707, 708, 747, 760, 761, 762, 763, 764, 771, 775, 776, 777,
            778, 785);
  }

  @ParameterizedTest
  @CsvSource({
    "+996 555 123456, +996555123456",
    "+998 (90) 123-45-67, +998901234567",
    "+1 202 555 0100, +12025550100",
    "+81 90 1234 5678, +819012345678"
  })
  void a_number_of_another_country_is_taken_in_its_international_form(String typed, String e164) {
    assertThat(read(typed)).isEqualTo(e164);
  }

  @Test
  void nothing_is_no_number() {
    assertThat(read(null)).isEqualTo("none");
  }
}
