package semel.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserNameTest {

  @Test
  void a_name_is_taken_as_it_is_meant() {
    assertThat(UserName.of(" Anna.K ")).contains(new UserName("anna.k"));
    assertThat(UserName.of("anna@example.kz")).contains(new UserName("anna@example.kz"));
    assertThat(new UserName("a1")).hasToString("a1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "-anna",
        ".anna",
        "an na",
        "анна",
        "аnna",
        "anna\n",
        "anna<b>",
        "operator",
        "Operator",
        "LOCAL",
        "semel",
        "system",
        "intake"
      })
  void what_could_be_taken_for_somebody_else_is_no_name(String typed) {
    if (!typed.endsWith("\n")) {
      assertThat(UserName.of(typed)).isEmpty();
    }
    assertThatThrownBy(() -> new UserName(typed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_has_room_for_an_address() {
    assertThat(UserName.of("a".repeat(64))).isPresent();
    assertThat(UserName.of("a".repeat(65))).isEmpty();
  }

  @Test
  void a_hash_is_not_printed_by_accident() {
    assertThat(new PasswordHash("$argon2id$secret").toString()).doesNotContain("secret");
  }
}
