package semel.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest(name = "{0} reads {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kk-KZ,kk;q=0.9,ru;q=0.8|KK",
        "en-GB|EN",
        "fr,en;q=0.5,ru;q=0.7|RU",
        "fr|RU",
        "kk;q=0,en|EN",
        "*|RU",
        ";;;|RU"
      })
  void a_browser_gets_what_it_asks_for_most(String header, Language expected) {
    assertThat(Language.accepted(List.of(header), Language.RU)).isEqualTo(expected);
  }
}
