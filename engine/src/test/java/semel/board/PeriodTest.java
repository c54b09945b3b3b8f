package semel.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

  @ParameterizedTest
  @CsvSource({
    "TODAY, 2026-03-10T18:59:59Z, 2026-03-09T19:00:00Z",
    "TODAY, 2026-03-10T19:00:00Z, 2026-03-10T19:00:00Z",
    "WEEK, 2026-03-10T12:00:00Z, 2026-03-03T19:00:00Z",
    "MONTH, 2026-03-10T12:00:00Z, 2026-02-08T19:00:00Z"
  })
  void a_period_is_whole_days_of_the_viewer_with_today(Period period, Instant now, Instant start) {
    assertThat(period.start(now, ALMATY)).isEqualTo(start);
  }

  @Test
  void a_day_begins_when_its_clock_does() {
    // In Beirut the clock jumps over midnight when summer begins.
    var now = Instant.parse("2026-03-29T10:00:00Z");
    assertThat(Period.TODAY.start(now, ZoneId.of("Asia/Beirut")))
        .isEqualTo(Instant.parse("2026-03-28T22:00:00Z"));
  }

  @Test
  void a_key_names_its_period() {
    for (var period : Period.values()) {
      assertThat(Period.ofKey(period.key())).contains(period);
    }
    assertThat(Period.ofKey("year")).isEmpty();
  }
}
