package semel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  @Test
  void a_line_shows_the_median_of_all_rounds() {
    var figures = new Figures();
    figures.add("Semel", "16 callers", "calls/s", 1_000.4);
    figures.add("Semel", "16 callers", "calls/s", 3_000.4);
    figures.add("Semel", "16 callers", "calls/s", 2_000.4);

    assertThat(Table.of(figures))
        .isEqualTo(
            """
            |       |            | calls/s |
            |-------|------------|--------:|
            | Semel | 16 callers |   2,000 |
            """);
  }

  @Test
  void what_did_not_happen_in_one_round_has_no_median() {
    var figures = new Figures();
    figures.add("Quartz", "killed", "all settled, s", 3);
    figures.add("Quartz", "killed", "all settled, s", Double.NaN);

    assertThat(Table.of(figures)).contains("| Quartz | killed |              – |");
  }

  @Test
  void who_failed_has_a_line_of_its_own() {
    var figures = new Figures();
    figures.add("Semel", "all due", "messages/s", 1);
    figures.failed("Quartz");

    assertThat(Table.of(figures)).contains("| Quartz | failed  |          – |");
  }

  @Test
  void who_is_not_here_is_named_with_the_reason_and_failed_in_nothing() {
    var figures = new Figures();
    figures.add("Semel", "all due", "messages/s", 1);
    figures.leftOut("pg-boss", "no npm");

    assertThat(Table.of(figures)).contains("| pg-boss | left out: no npm |          – |");
    assertThat(figures.whoFailed()).isEmpty();
  }

  @Test
  void what_only_some_were_measured_for_is_a_dash_for_the_others() {
    var figures = new Figures();
    figures.add("Semel", "a", "one", 1);
    figures.add("Quartz", "b", "two", 2);

    assertThat(Table.of(figures))
        .contains("| Semel  | a |   1 |   – |", "| Quartz | b |   – |   2 |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;0",
        "7;7",
        "0.123;0.12",
        "9.876;9.88",
        "12.34;12.3",
        "123.4;123",
        "98765.4;98,765"
      })
  void a_figure_has_as_many_digits_as_are_worth_reading(double value, String shown) {
    assertThat(Table.number(OptionalDouble.of(value))).isEqualTo(shown);
  }
}
