package semel.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.AlertRules;
import semel.monitor.Here;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.Arrivals;
import semel.monitor.Snapshot.CampaignOnHold;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshot.Receipts;
import semel.monitor.Snapshot.Unheard;
import semel.monitor.Snapshot.Watched;
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
          receipt: delivered | дошло
          receipt: undelivered (bounced Permanent) | не дойдёт (bounced Permanent)
          receipt: delivered, against: undelivered | дошло, хотя сообщалось и другое: не дойдёт
          The provider refused the connection. | нет соединения с провайдером
          Mobizon answered code 8. The key does not open this call. | провайдер не принимает ключ
          it failed for good: the sandbox is down | не доставлено окончательно: песочница отключена
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
      assertThat(known.counts() ? view.say(known.words(), 1, 2, 3) : view.say(known.words(), "one"))
          .as(known.words())
          .isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RU", "KK"})
  void no_alert_is_told_in_english_to_who_reads_another_language(Language language) {
    var paused = new PausedAccount("sms", "No connection came up in time.", Duration.ofMinutes(1));
    var everything =
        new Snapshot(
            Map.of(Channel.SMS, Map.of(State.Name.HELD, 3L)),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Map.of("already sent", 1L, "form sent twice", 2L),
            5,
            7,
            List.of(paused, new PausedAccount("sms", "paused by Аян", null)),
            List.of(
                new CampaignOnHold("1", "a burst of registrations"),
                new CampaignOnHold("2", "more SMS than a day may cost")),
            new Receipts(Map.of(), 3, 1, List.of(new Arrivals("mobizon", "+7701", 2, 20))),
            new Watched(
                200,
                Duration.ofHours(1),
                1,
                3,
                List.of(new Unheard("webhook", 2, 4, Duration.ofHours(1)))));
    var balance = new Here.Balance("sms", new BigDecimal("12.50"), "KZT", BigDecimal.valueOf(99));
    var here = new Here("worker-1", Duration.ofMinutes(1), List.of(balance));
    var rules = new AlertRules(new AlertRules.Bounds(Duration.ZERO, Duration.ZERO, 1));
    assertThat(rules.of(everything, here))
        .hasSize(18)
        .allSatisfy(alert ->
            assertThat(
                    Cause.of(view(language), alert.text())
                        .replaceAll("\\./semel doctor|Semel|webhook|worker-1", ""))
                .doesNotContainPattern("[A-Za-z]{4,}")
                .doesNotContain("{"));
  }

  @Test
  void an_alert_counts_and_leads_to_where_it_is_settled() {
    var held = "21 message(s) are held: nobody can know. POST /api/messages/resolve.";
    assertThat(Cause.of(view(Language.RU), held))
        .startsWith("21 сообщение ждёт решения")
        .contains("«Под вопросом»")
        .doesNotContain("POST");
    var repeats = "Duplicate SMS attempt blocked: 3 (1 × already sent, 2 × form sent twice)";
    assertThat(Cause.of(view(Language.RU), repeats + ". Nobody got a second message."))
        .contains("Остановлено повторов: 3 (1 × Уже отправлено, 2 × Форма отправлена дважды).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not sent: Mobizon answered 9. Too many calls. | Mobizon answered 9. Too many calls.
          Nobody knows this one. | Nobody knows this one.
          the sandbox is down | ''
          """)
  void what_a_provider_said_is_quoted(String why, String quote) {
    assertThat(Cause.quote(view(Language.KK), why)).isEqualTo(quote);
  }

  @Test
  void a_sentence_inside_a_sentence_is_told_as_often_as_it_stands_there() {
    assertThat(Cause.of(view(Language.EN), "released: not sent: the lease lapsed"))
        .isEqualTo("handed back: not sent: the lease lapsed");
  }
}
