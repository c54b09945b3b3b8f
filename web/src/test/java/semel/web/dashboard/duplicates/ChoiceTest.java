package semel.web.dashboard.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import semel.board.Period;
import semel.board.Repeats;

class ChoiceTest {

  private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
  private static final Instant NOW = Instant.parse("2026-11-02T20:00:00Z");

  @Test
  void a_day_is_one_of_the_viewer_s_zone() {
    var choice = new Choice("form sent twice", null, LocalDate.of(2026, 11, 2));
    assertThat(choice.query(NOW, ALMATY, null, 50))
        .isEqualTo(
            new Repeats.Query(
                "form sent twice",
                Instant.parse("2026-11-01T19:00:00Z"),
                Instant.parse("2026-11-02T19:00:00Z"),
                null,
                50));
  }

  @Test
  void a_period_lists_what_its_number_counts() {
    var choice = new Choice(null, Period.TODAY, null);
    assertThat(choice.query(NOW, ALMATY, "next", 50))
        .isEqualTo(
            new Repeats.Query(null, Instant.parse("2026-11-02T19:00:00Z"), null, "next", 50));
  }

  @Test
  void the_older_rows_are_those_of_the_same_choice() {
    var choice = new Choice("late refusal", Period.WEEK, null);
    assertThat(choice.after("a/b"))
        .isEqualTo("/duplicates?reason=late+refusal&period=week&cursor=a%2Fb");
    assertThat(choice.ever()).isEqualTo("/duplicates?reason=late+refusal");
    assertThat(new Choice(null, null, null).ever()).isEqualTo("/duplicates");
  }
}
