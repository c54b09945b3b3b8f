package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import semel.postgres.SharedServer;

/// `docs/privacy.md` says of every column what stands in it. A column that is new and not on the
/// page fails here, and so does one that is gone.
final class PrivacyPageTest {

  private static final String COLUMNS =
      """
      SELECT table_schema || '.' || table_name || '.' || column_name
      FROM information_schema.columns
      WHERE (table_schema = 'semel' AND table_name <> 'flyway_schema_history')
         OR (table_schema = 'public'
             AND table_name IN ('landing_leads', 'scheduled_notifications'))
      """;

  private static final Pattern WORD = Pattern.compile("`([a-z_.]+)`");

  @Test
  void every_column_of_the_schema_stands_on_the_page_once() throws IOException {
    assertThat(onThePage())
        .containsExactlyInAnyOrderElementsOf(SharedServer.rows(COLUMNS, row -> row.getString(1)));
  }

  @Test
  void a_column_that_is_not_on_the_page_would_be_seen() throws IOException {
    assertThat(onThePage()).contains("semel.lead.phone").doesNotContain("semel.lead.passport");
  }

  private static List<String> onThePage() throws IOException {
    var columns = new ArrayList<String>();
    for (var line : Files.readAllLines(page())) {
      if (line.startsWith("| `")) {
        var cells = line.split("\\|", -1);
        var table = names(cells[1]).getFirst();
        names(cells[2]).forEach(column -> columns.add(table + "." + column));
      }
    }
    return columns;
  }

  private static List<String> names(String cell) {
    return WORD.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static Path page() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/privacy.md"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder.resolve("docs/privacy.md");
  }
}
