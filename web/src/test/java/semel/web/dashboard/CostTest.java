package semel.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.board.Shown;
import semel.web.page.Frame;
import semel.web.page.Language;
import semel.web.page.Section;
import semel.web.page.Theme;
import semel.web.page.Times;
import semel.web.page.View;
import semel.web.page.Words;

class CostTest {

  private static final int PRICE = 20;

  @ParameterizedTest
  @CsvSource({
    "SCHEDULED, 1, ₸20",
    "SENT, 2, ₸40",
    "DOUBT, 1, ₸20?",
    "FAILED, 1, —",
    "CANCELLED, 1, —",
    "SENT, 0, —",
    "DOUBT, 0, —"
  })
  void a_price_is_told_only_where_it_was_or_may_be_charged(
      Shown shown, int segments, String expected) {
    var words = Words.of(Language.EN);
    var times = new Times(ZoneOffset.UTC, words, Instant.EPOCH);
    var frame = new Frame(true, 0, 0, 0, PRICE);
    var view = new View(words, times, Theme.AUTO, Section.MESSAGES, "/", null, frame);

    assertThat(Cost.of(view, shown, segments)).isEqualTo(expected);
  }
}
