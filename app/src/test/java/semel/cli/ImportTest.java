package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.cli.SemelProcess.Ended;
import semel.database.Address;
import semel.story.Stage;

/// `import` as a person runs it: what it prints, and the exit code.
@Timeout(900)
class ImportTest {

  private static final String[] TABLES = {
    "CREATE TABLE landing_leads (id int, name text, email text, phone text, sms_sent boolean)",
    "CREATE TABLE scheduled_notifications (lead_id int, status text, scheduled_for timestamptz)"
  };

  @TempDir private Path folder;
  private final Stage semel = new Stage();
  private final Stage old = new Stage();

  @AfterEach
  void close() {
    semel.close();
    old.close();
  }

  private static String url(Stage stage) {
    return String.valueOf(stage.environment().get("SEMEL_DATABASE_URL"));
  }

  private void execute(String... statements) throws SQLException {
    var address = Address.parse(url(old));
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Ended run(String... options) {
    var words = new ArrayList<>(List.of("import"));
    words.addAll(Arrays.asList(options));
    var ended = SemelProcess.run(folder, semel.environment(), words.toArray(new String[0]));
    assertThat(ended.out() + ended.err())
        .doesNotContain("\tat ", "Exception", String.valueOf(Address.parse(url(old)).password()));
    return ended;
  }

  @Test
  void it_tells_what_would_happen_and_then_does_it_once() throws Exception {
    execute(TABLES);
    execute(
        "INSERT INTO landing_leads VALUES (1, 'Anna', 'a@example.com', '8 701 000 00 01', true)",
        "INSERT INTO landing_leads VALUES (2, 'Dana', 'd@example.com', '8 701 000 00 02', false)",
        "INSERT INTO landing_leads VALUES (3, 'Aru', 'u@example.com', '8 727 250 00 03', false)",
        "INSERT INTO scheduled_notifications VALUES (2, 'pending', now() + interval '1 hour')");
    var dry = run("--from", url(old), "--dry-run");
    assertThat(dry.err()).isEmpty();
    assertThat(dry.code()).isEqualTo(1);
    assertThat(dry.out())
        .contains("LEFT  landing_leads 3 (row 3): its phone is no mobile number")
        .contains("3 of 3 rows of landing_leads read")
        .containsPattern("It would be +SMS +email\n")
        .containsPattern("sent before, and never again +1 +0\n")
        .containsPattern("scheduled +1 +1\n")
        .containsPattern("held for a person +0 +1\n")
        .contains(
            "2 people, 0 of them known before; 0 rows more about the same people; 1 rows left")
        .endsWith("Nothing was changed.\n");
    assertThat(semel.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'semel'")).isZero();
    var wet = run("--from", url(old));
    assertThat(wet.code()).isEqualTo(1);
    assertThat(wet.out()).contains("It is ").doesNotContain("Nothing was changed");
    assertThat(semel.number("SELECT count(*) FROM landing_leads WHERE sms_sent")).isEqualTo(1);
    execute("DELETE FROM landing_leads WHERE id = 3");
    var again = run("--from", url(old), "--campaign", "proftest");
    assertThat(again.code()).isZero();
    assertThat(again.out()).containsPattern("as Semel had it +2 +2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dry-run | Missing required option: '--from=URL'",
        "--from=mysql://me:pre-cious@host/db | --from is refused: allowed is jdbc:postgresql://",
        "--from=postgresql://h/d --campaign=x | --campaign=x is refused: allowed is proftest.",
        "--from=postgresql://h/d --stopped-at=soon | --stopped-at=soon is refused: allowed is a"
            + " time such as"
      })
  void what_is_said_wrongly_is_named(String options, String sentence) {
    var ended = run(options.split(" ", -1));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(sentence).doesNotContain("pre-cious");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void what_is_no_old_database_is_named() throws Exception {
    var none = run("--from", url(old));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("has no landing_leads.id, ");
    execute(TABLES);
    var early = run("--from", url(old), "--stopped-at", "2999-01-01T00:00:00Z");
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err()).contains("The old backend cannot have stopped at 2999-01-01");
    assertThat(run("--from", url(old)).code()).isZero();
    var own = run("--from", url(semel));
    assertThat(own.code()).isEqualTo(2);
    assertThat(own.err()).contains("is a Semel's own database");
  }
}
