package semel.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.database.Condition.Schema;
import semel.postgres.SharedServer;

/// What an operator is told of a database, each made wrong in one way.
final class ConditionTest {

  private static final String NAME = "condition";

  @BeforeEach
  void createDatabase() {
    SharedServer.execute("CREATE DATABASE " + NAME);
  }

  @AfterEach
  void dropDatabase() {
    SharedServer.execute("DROP DATABASE " + NAME + " WITH (FORCE)");
  }

  private static Condition condition() throws DatabaseUnfit {
    try (var database = Database.open(SharedServer.address(NAME), 2)) {
      return database.condition();
    }
  }

  private static void migrate() throws DatabaseUnfit {
    try (var database = Database.open(SharedServer.address(NAME), 2)) {
      database.migrate();
    }
  }

  private static void change(String statement) {
    SharedServer.executeAt(SharedServer.address(NAME), statement);
  }

  @Test
  void an_empty_database_has_no_schema_and_gets_none_by_being_asked() throws Exception {
    assertThat(condition().schema()).isEqualTo(Schema.MISSING);
    assertThat(condition().schema()).isEqualTo(Schema.MISSING);
  }

  @Test
  void a_migrated_one_is_in_order() throws Exception {
    migrate();
    var condition = condition();
    assertThat(condition.schema()).isEqualTo(Schema.SAME);
    assertThat(condition.takesWrites()).isTrue();
    assertThat(condition.sameHistory()).isTrue();
    assertThat(condition.connectionsLeft()).isPositive();
  }

  @Test
  void a_schema_that_lacks_a_migration_is_older() throws Exception {
    migrate();
    change(
        """
        DELETE FROM semel.flyway_schema_history
        WHERE installed_rank = (SELECT max(installed_rank) FROM semel.flyway_schema_history)
        """);
    assertThat(condition().schema()).isEqualTo(Schema.OLDER);
  }

  @Test
  void a_schema_with_a_migration_that_is_not_known_is_newer() throws Exception {
    migrate();
    change(
        """
        INSERT INTO semel.flyway_schema_history
        SELECT installed_rank + 1, '999', 'later', type, 'V999__later.sql', checksum, installed_by,
               now(), 1, true
        FROM semel.flyway_schema_history
        ORDER BY installed_rank DESC LIMIT 1
        """);
    assertThat(condition().schema()).isEqualTo(Schema.NEWER);
  }

  @Test
  void one_that_takes_no_writes_says_so_and_is_not_asked_about_its_history() throws Exception {
    migrate();
    change("UPDATE semel.history SET timeline = 'restored'");
    change("ALTER DATABASE condition SET default_transaction_read_only = on");
    var condition = condition();
    assertThat(condition.takesWrites()).isFalse();
    assertThat(condition.sameHistory()).isTrue();
  }

  @Test
  void one_that_was_restored_has_another_history() throws Exception {
    migrate();
    change("UPDATE semel.history SET timeline = 'restored'");
    assertThat(condition().sameHistory()).isFalse();
  }
}
