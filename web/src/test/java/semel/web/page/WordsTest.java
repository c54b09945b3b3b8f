package semel.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

  private static final Pattern SAID = Pattern.compile("say\\(\"([a-z.-]+[a-z0-9])\"[,)]");

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_language_says_the_same_things(Language language) {
    assertThat(Words.of(language).keys()).isEqualTo(Words.of(Language.EN).keys());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_sentence_has_places_where_the_english_one_has_them(Language language) {
    for (var key : Words.of(Language.EN).keys()) {
      assertThat(places(language, key))
          .as(language + " " + key)
          .isEqualTo(places(Language.EN, key));
    }
  }

  private static Set<String> places(Language language, String key) {
    return new TreeSet<>(
        new MessageFormat(Words.of(language).pattern(key), language.locale()).getArgumentNames());
  }

  @Test
  void every_sentence_that_a_template_says_is_there() throws IOException {
    var words = Words.of(Language.EN);
    try (var files = Files.walk(Path.of("src/main/jte"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
        SAID.matcher(Files.readString(file))
            .results()
            .forEach(said -> assertThat(words.has(said.group(1))).as(said.group()).isTrue());
      }
    }
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "1,RU,1 сообщение",
    "2,RU,2 сообщения",
    "5,RU,5 сообщений",
    "11,RU,11 сообщений",
    "21,RU,21 сообщение",
    "1,EN,1 message",
    "0,EN,0 messages",
    "3,KK,3 хабарлама"
  })
  void numbers_bend_their_nouns(long number, Language language, String expected) {
    assertThat(Words.of(language).say("messages.count-messages", number)).isEqualTo(expected);
  }
}
