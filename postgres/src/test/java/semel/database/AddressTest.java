package semel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

final class AddressTest {

  @Test
  void a_jdbc_address_is_taken_as_it_is() {
    var address = Address.parse("jdbc:postgresql://db:5433/semel?user=u&password=secret");
    assertThat(address.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:5433/semel?user=u&password=secret");
    assertThat(address.user()).isNull();
    assertThat(address.password()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:p@db/semel           | jdbc:postgresql://db/semel           | u | p",
        "postgres://u:p@db:5433/semel        | jdbc:postgresql://db:5433/semel      | u | p",
        "postgresql://u:p%40%2F%3A+@db/semel | jdbc:postgresql://db/semel           | u | p@/:+",
        "postgresql://u@db/semel             | jdbc:postgresql://db/semel           | u |",
        "postgresql://db/semel?ssl=true      | jdbc:postgresql://db/semel?ssl=true  |   |",
        "postgresql://u:p@[::1]:5433/semel   | jdbc:postgresql://[::1]:5433/semel   | u | p",
        "postgresql://u:p@my_db/semel        | jdbc:postgresql://my_db/semel        | u | p",
        "postgresql://u:p@a:5432,b:5433/s    | jdbc:postgresql://a:5432,b:5433/s    | u | p"
      })
  void a_url_is_split_into_address_and_login(String text, String url, String user, String word) {
    var address = Address.parse(text);
    assertThat(address.jdbcUrl()).isEqualTo(url);
    assertThat(address.user()).isEqualTo(user);
    assertThat(address.password()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://u:p@db/semel", "jdbc:postgresql://db/semel"})
  void what_the_driver_is_told_of_tls_reaches_it(String url) {
    var told = "?sslmode=verify-full&sslrootcert=/etc/ssl/our%20ca.pem";
    var read = Driver.parseURL(Address.parse(url + told).jdbcUrl(), new Properties());
    assertThat(read).isNotNull();
    assertThat(PGProperty.SSL_MODE.getOrDefault(read)).isEqualTo("verify-full");
    assertThat(PGProperty.SSL_ROOT_CERT.getOrDefault(read)).isEqualTo("/etc/ssl/our ca.pem");
    assertThat(PGProperty.PG_HOST.getOrDefault(read)).isEqualTo("db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://u:secret@db/semel",
        "jdbc:mysql://u:secret@db/semel",
        "postgresql://u:secret@db",
        "postgresql://u:secret@db/",
        "postgresql:///semel?password=secret",
        "postgresql://u:secret@/semel",
        "postgresql://u:sec ret@db/semel",
        "jdbc:postgresql://u:secret@db/semel"
      })
  void what_is_no_address_is_refused_without_repeating_it(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .containsAnyOf("allowed is", "is written", "are written", "are missing")
        .doesNotContain("secret")
        .doesNotContain("sec ret");
  }

  @Test
  void what_is_shown_holds_neither_login_nor_parameters() {
    assertThat(Address.parse("jdbc:postgresql://db/semel?user=u&password=secret"))
        .hasToString("jdbc:postgresql://db/semel");
    assertThat(Address.parse("postgresql://u:secret@db/semel"))
        .hasToString("jdbc:postgresql://db/semel");
  }
}
