package semel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// While nodes are upgraded one after the other, the older ones work on the schema of the newer
/// ones. So a migration only adds; what nobody uses any more goes in a later version, in a
/// migration whose name begins with `contract`.
final class ExpansionTest {

  /// The last migration that no older version ran beside.
  private static final int FIRST_RELEASE = 14;

  private static final Pattern FILE = Pattern.compile("V(\\d+)__(.+)\\.sql");

  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "\\bdrop\\s+(?:table|column|function|view|type|schema)\\b|\\brename\\b"
              + "|\\balter\\s+column\\s+\\w+\\s+(?:type|set\\s+not\\s+null)\\b"
              + "|\\badd\\s+column\\s+[^,;]*\\bnot\\s+null\\b(?![^,;]*\\bdefault\\b)"
              + "|\\badd\\s+constraint\\b(?![^;]*\\bnot\\s+valid\\b)");

  private static boolean takesAway(String sql) {
    var bare = sql.replaceAll("--.*", "").toLowerCase(Locale.ROOT);
    return TAKES_AWAY
        .matcher(bare.replaceAll("(?:default\\s+\\S+)\\s+not null", "default 0"))
        .find();
  }

  @Test
  void a_migration_takes_nothing_away_that_an_older_semel_uses() throws Exception {
    try (var files = Files.list(folder())) {
      var found = files.filter(ExpansionTest::isLater).filter(ExpansionTest::breaks).toList();
      assertThat(found).isEmpty();
    }
  }

  private static Path folder() throws URISyntaxException {
    var first = Database.class.getResource("/semel/database/migration/V001__the_promise.sql");
    return Objects.requireNonNull(Path.of(Objects.requireNonNull(first).toURI()).getParent());
  }

  private static boolean isLater(Path file) {
    var name = FILE.matcher(file.getFileName().toString());
    return name.matches()
        && Integer.parseInt(name.group(1)) > FIRST_RELEASE
        && !name.group(2).startsWith("contract");
  }

  private static boolean breaks(Path file) {
    try {
      return takesAway(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table semel.lead drop column name                          | true",
        "DROP  FUNCTION semel.enroll_all(text)                            | true",
        "alter table semel.lead rename column a to b                      | true",
        "alter table semel.lead alter column a type text                  | true",
        "alter table semel.lead alter column a set not null               | true",
        "alter table semel.lead add column a int not null                 | true",
        "alter table semel.lead add constraint a check (b > 0)            | true",
        "alter table semel.lead add constraint a check (b > 0) not valid  | false",
        "alter table semel.lead add column a int not null default 0       | false",
        "alter table semel.lead add column a int default 0 not null       | false",
        "alter table semel.lead add column a int                          | false",
        "-- what they drop table by                                       | false",
        "create or replace view semel.v as select 1                       | false"
      })
  void what_takes_something_away_is_known(String sql, boolean found) {
    assertThat(takesAway(sql)).isEqualTo(found);
  }
}
