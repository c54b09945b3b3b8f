package semel.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.page.Frame;
import semel.web.page.Language;
import semel.web.page.Section;
import semel.web.page.Theme;
import semel.web.page.Times;
import semel.web.page.View;
import semel.web.page.Words;

class CauseTest {

  private static View view(Language language) {
    var words = Words.of(language);
    var times = new Times(ZoneOffset.UTC, words, Instant.EPOCH);
    return new View(words, times, Theme.AUTO, Section.OVERVIEW, "/", null, Frame.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          registered | заявка принята
          claimed, attempt 3 | взято в работу, попытка 3
          no answer in time | ответ не пришёл вовремя
          not sent: no answer in time | не отправлено: ответ не пришёл вовремя
          accepted as 900{1}'00 | принято под номером 900{1}'00
          sent, says Anna: seen to be sent | отправлено, говорит Anna: видно, что отправлено
          not sent, says Anna: "no": {0} | не отправлено, говорит Anna: "no": {0}
          form sent twice | Форма отправлена дважды
          """)
  void the_engine_s_sentences_are_said_in_the_viewer_s_language(String why, String said) {
    assertThat(Cause.of(view(Language.RU), why)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mobizon answered code 3.", "", "registered twice", "<b>"})
  void what_others_said_stands_as_it_was_said(String why) {
    assertThat(Cause.of(view(Language.KK), why)).isEqualTo(why);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_known_sentence_has_its_words(Language language) {
    var view = view(language);
    for (var known : Cause.KNOWN) {
      assertThat(view.say("lead.why-" + known.words(), "one", "two"))
          .as(known.words())
          .isNotBlank();
    }
  }

  @Test
  void a_sentence_inside_a_sentence_is_told_as_often_as_it_stands_there() {
    assertThat(Cause.of(view(Language.EN), "released: not sent: the lease lapsed"))
        .isEqualTo("handed back: not sent: the lease lapsed");
  }
}
