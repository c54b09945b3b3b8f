package semel.web.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import semel.board.Departures;
import semel.board.Overview;
import semel.board.Overview.Attention;
import semel.board.Overview.Leads;
import semel.board.Overview.Once;
import semel.board.Overview.Punctuality;
import semel.board.Period;
import semel.board.Repeats;
import semel.web.page.Frame;
import semel.web.page.Language;
import semel.web.page.Section;
import semel.web.page.Theme;
import semel.web.page.Times;
import semel.web.page.View;
import semel.web.page.Words;

/// What the overview says first.
class OverviewModelTest {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Repeats.Sum NONE = new Repeats.Sum(Map.of(), 0, 0);
  private static final Attention CALM = new Attention(0, 0, 0, 0);

  private static OverviewModel model(Period period, long leads, long ever, Attention attention) {
    var overview =
        new Overview(
            NOW,
            NOW,
            new Leads(leads, 0, new Once(0, leads, 0, 0)),
            new Punctuality(0, 0),
            Map.of(),
            List.of(),
            NONE,
            attention);
    var departures = new Departures(NOW, NOW, NOW, List.of(), 0, List.of());
    var month = new Repeats.Totals(NOW, ZoneOffset.UTC, NONE, Map.of(), List.of());
    return new OverviewModel(
        period, overview, new DeparturesModel(departures), month, List.of(), ever);
  }

  private static String said(Language language, OverviewModel model) {
    var words = Words.of(language);
    var times = new Times(ZoneOffset.UTC, words, NOW);
    return model.sentence(
        new View(words, times, Theme.AUTO, Section.OVERVIEW, "/", null, Frame.EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 0 | 0 | 0 | 1 message is in doubt. The rest are on time.
          2 | 1 | 3 | 4 | 2 messages are in doubt. 3 messages are late. 1 message failed. \
          4 messages are put off. The rest are on time.
          0 | 0 | 1 | 0 | 1 message is late. The rest are on time.
          0 | 2 | 0 | 1 | 2 messages failed. 1 message is put off. The rest are on time.
          0 | 0 | 0 | 1 | 1 message is put off. The rest are on time.
          """)
  void whatever_is_not_on_time_is_named_before_the_rest_is_said_to_be(
      long doubts, long failed, long lagging, long waiting, String sentence) {
    var attention = new Attention(doubts, failed, lagging, waiting);
    assertThat(said(Language.EN, model(Period.TODAY, 9, 9, attention))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void only_where_there_was_never_a_lead_is_a_test_lead_asked_for(Period period) {
    for (var language : Language.values()) {
      var first = said(language, model(Period.TODAY, 0, 0, CALM));
      assertThat(said(language, model(period, 0, 0, CALM))).isEqualTo(first);
      assertThat(said(language, model(period, 0, 1, CALM))).isNotEqualTo(first).isNotBlank();
    }
  }

  @Test
  void what_failed_leads_to_where_as_many_are_listed() {
    var today = model(Period.TODAY, 9, 9, new Attention(0, 2, 0, 0));
    assertThat(today.failed()).isEqualTo(2);
    assertThat(today.failedPath()).isEqualTo("/messages?view=failed");
    // Failed in the week, but of leads from before it, which the list of the week does not have.
    var week = model(Period.WEEK, 9, 9, new Attention(0, 2, 0, 0));
    assertThat(week.failed()).isZero();
    assertThat(week.failedPath()).isEqualTo("/messages?state=failed&period=week");
  }

  @Test
  void a_period_without_leads_is_said_to_be_one() {
    assertThat(said(Language.EN, model(Period.WEEK, 0, 5, CALM)))
        .isEqualTo("No leads in 7 days. Nothing is late or in doubt.");
    assertThat(said(Language.EN, model(Period.TODAY, 0, 5, new Attention(0, 0, 2, 0))))
        .isEqualTo("2 messages are late. The rest are on time.");
    assertThat(said(Language.EN, model(Period.TODAY, 3, 5, CALM)))
        .isEqualTo("Everything is on time.");
  }
}
