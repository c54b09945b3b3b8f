package semel.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class CsvTest {

  @Test
  void cells_are_quoted_only_where_they_must_be() {
    assertThat(Csv.cell(null)).isEmpty();
    assertThat(Csv.cell("")).isEmpty();
    assertThat(Csv.cell("Айгүл")).isEqualTo("Айгүл");
    assertThat(Csv.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(Csv.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(Csv.cell("a\nb")).isEqualTo("\"a\nb\"");
    assertThat(Csv.cell(7)).isEqualTo("7");
  }

  @Test
  void nothing_begins_a_formula() {
    for (var start : "=|+|-|@|\t|\r|\n|＝|＋|－|＠".split("\\|", -1)) {
      assertThat(Csv.cell(start + "1+1").replace("\"", "")).startsWith("'" + start);
    }
    assertThat(Csv.cell("+7 777")).isEqualTo("'+7 777");
    assertThat(Csv.cell("+7-777-1234567")).startsWith("'");
    assertThat(Csv.cell("+77771234567+1")).startsWith("'");
    assertThat(Csv.cell("a=1")).isEqualTo("a=1");
  }

  @Test
  void a_number_in_e164_stays_whole() {
    assertThat(Csv.cell("+77771234567")).isEqualTo("+77771234567");
  }

  @Test
  void rows_end_as_the_standard_says() throws IOException {
    var out = new StringWriter();
    new Csv(out).row("a", null, 1);

    assertThat(out.toString()).isEqualTo("a,,1\r\n");
  }
}
