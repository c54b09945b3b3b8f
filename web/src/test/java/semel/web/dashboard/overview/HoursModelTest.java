package semel.web.dashboard.overview;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.board.Overview;
import semel.board.Overview.Attention;
import semel.board.Overview.Leads;
import semel.board.Overview.Once;
import semel.board.Overview.Punctuality;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Sought;
import semel.message.Channel;
import semel.web.page.Language;
import semel.web.page.Times;
import semel.web.page.Words;

/// The columns of what was sent, and where their numbers lead.
class HoursModelTest {

  private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
  private static final Instant NOW = Instant.parse("2026-11-29T12:30:00Z");
  private static final Instant SENT = Instant.parse("2026-11-29T09:00:00Z");

  private static HoursModel hours(Period period) {
    var overview =
        new Overview(
            NOW,
            period.start(NOW, ALMATY),
            new Leads(1, 0, new Once(0, 1, 0, 0)),
            new Punctuality(1, 0),
            Map.of(),
            List.of(new Overview.Hour(SENT, 3, 2)),
            new Repeats.Sum(Map.of(), 0, 0),
            new Attention(0, 0, 0, 0));
    return HoursModel.of(overview, period, new Times(ALMATY, Words.of(Language.EN), NOW));
  }

  @ParameterizedTest
  @CsvSource({"TODAY, 2026-11-29T14", "WEEK, 2026-11-29", "MONTH, 2026-11-29"})
  void a_column_leads_to_what_was_sent_in_its_time(Period period, String when) {
    var column = hours(period).columns().stream().filter(c -> c.sms() > 0).toList().getFirst();
    assertThat(column.email()).isEqualTo(2);
    assertThat(column.rows(Channel.SMS)).isEqualTo("/messages?channel=sms&q=sent%3A" + when);
    var sent = requireNonNull(Sought.of("sent:" + when).sent());
    assertThat(SENT).isBetween(sent.from(NOW, ALMATY), sent.until(NOW, ALMATY).minusNanos(1));
  }
}
