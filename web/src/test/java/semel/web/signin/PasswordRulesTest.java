package semel.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.users.UserName;
import semel.web.signin.PasswordRules.Flaw;

final class PasswordRulesTest {

  private static final UserName ANNA = new UserName("anna@example.kz");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "aaaaaaaaaaab",
        "все кошки серы",
        "Қазақстан тауы",
        "🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐕"
      })
  void long_is_good_enough(String password) {
    assertThat(PasswordRules.flaw(ANNA, password)).isEmpty();
  }

  @Test
  void length_is_counted_in_characters_that_people_see() {
    assertThat(PasswordRules.flaw(ANNA, "a2345678901")).contains(Flaw.TOO_SHORT);
    assertThat(PasswordRules.flaw(ANNA, "🐈".repeat(10) + "x")).contains(Flaw.TOO_SHORT);
    assertThat(PasswordRules.flaw(ANNA, "ab".repeat(64))).isEmpty();
    assertThat(PasswordRules.flaw(ANNA, "ab".repeat(64) + "c")).contains(Flaw.TOO_LONG);
  }

  @Test
  void the_own_name_is_no_password() {
    assertThat(PasswordRules.flaw(ANNA, "anna@example.kz")).contains(Flaw.IS_THE_NAME);
    assertThat(PasswordRules.flaw(ANNA, " Anna@Example.KZ ")).contains(Flaw.IS_THE_NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012",
        "PasswordPassword",
        "qwerty123456",
        "йцукенгшщзхъ",
        "ПарольПароль",
        "administrator",
        "aaaaaaaaaaaa",
        "            1            "
      })
  void what_is_tried_first_is_refused(String password) {
    assertThat(PasswordRules.flaw(ANNA, password).map(Flaw::key)).contains("common");
  }
}
