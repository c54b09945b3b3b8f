package semel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import semel.account.AccountId;
import semel.contract.Race;
import semel.contract.Scene;
import semel.dispatch.ClaimAnswer;
import semel.message.Body;
import semel.postgres.SharedServer;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.postgres.claim.PostgresClaims;

/// Migrations, each in a database of its own.
final class MigrationTest {

  private static final String ROLE = "plain_role";
  private static final String ROLE_PASSWORD = "plain-password";

  private final String name;

  MigrationTest(TestInfo info) {
    var method = info.getTestMethod().orElseThrow().getName();
    name = method.length() > 40 ? method.substring(0, 40) : method;
    SharedServer.execute(
        "CREATE DATABASE " + name,
        "CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + ROLE_PASSWORD + "'");
  }

  @AfterEach
  void dropDatabase() {
    SharedServer.execute("DROP DATABASE " + name + " WITH (FORCE)", "DROP ROLE " + ROLE);
  }

  private Address address() {
    return SharedServer.address(name);
  }

  private Address asRole() {
    return new Address(address().jdbcUrl(), ROLE, ROLE_PASSWORD);
  }

  private static String migrate(Address address) throws DatabaseUnfit {
    try (var database = Database.open(address, 3)) {
      database.migrate();
      return database.transaction(connection -> {
        try (var statement = connection.createStatement();
            var row =
                statement.executeQuery(
                    """
                    SELECT (SELECT count(*) FROM semel.history)
                           || ' ' || (SELECT count(*) FROM semel.installation)
                           || ' ' || (SELECT encode(inner_key, 'hex') FROM semel.installation)
                    """)) {
          row.next();
          return row.getString(1);
        }
      });
    }
  }

  @Test
  void migrating_twice_changes_nothing() throws Exception {
    var first = migrate(address());
    assertThat(first).startsWith("1 1 ");
    assertThat(migrate(address())).isEqualTo(first);
  }

  @Test
  void the_newest_migration_is_the_last_one_made() throws Exception {
    migrate(address());
    try (var database = Database.open(address(), 3)) {
      assertThat(database.transaction(MigrationTest::newest)).isEqualTo(Database.NEWEST);
    }
  }

  private static int newest(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT max(version::int) FROM semel.flyway_schema_history")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void a_schema_that_lacks_the_newest_migration_is_brought_up_to_date() throws Exception {
    migrate(address());
    try (var database = Database.open(address(), 3)) {
      database.transaction(connection -> {
        try (var statement = connection.createStatement()) {
          return statement.execute(
              """
              DELETE FROM semel.flyway_schema_history
              WHERE installed_rank = (SELECT max(installed_rank)
                                      FROM semel.flyway_schema_history);
              ALTER TABLE semel.lead DROP CONSTRAINT lead_bucket;
              ALTER TABLE semel.lead ADD CONSTRAINT lead_bucket CHECK (bucket < 64) NOT VALID
              """);
        }
      });
      database.migrate();
      assertThat(database.transaction(MigrationTest::unvalidated)).isZero();
      assertThat(database.transaction(MigrationTest::newest)).isEqualTo(Database.NEWEST);
    }
  }

  /// How many constraints the newest migration has left to be validated.
  private static int unvalidated(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r =
            statement.executeQuery("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")) {
      r.next();
      return r.getInt(1);
    }
  }

  @Test
  void workers_that_start_at_once_find_one_schema() {
    var seen = Race.of(3, () -> migrate(address()));
    assertThat(seen).hasSize(3).allMatch(seen.getFirst()::equals);
  }

  @Test
  void an_owner_of_a_database_needs_no_other_right() throws Exception {
    SharedServer.execute("ALTER DATABASE " + name + " OWNER TO " + ROLE);
    assertThat(migrate(asRole())).startsWith("1 1 ");
    try (var database = Database.open(asRole(), 2)) {
      new Gates(database).open(new AccountId("contract-sms"), GateRate.NONE);
      var claims = new PostgresClaims(database, List.of(Scene.SMS), new Random());
      var answer = claims.claim(Scene.order(Scene.SMS, 1, null), (_, _, _) -> new Body("body"));
      assertThat(answer).isInstanceOf(ClaimAnswer.Granted.class);
    }
  }

  @Test
  void a_login_that_may_not_create_a_schema_is_told_what_to_grant() {
    assertThatThrownBy(() -> migrate(asRole()))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessage(
            "The schema could not be brought up to date: the login may not create a schema. Grant"
                + " the login CREATE on the database and on schema public, or migrate as the"
                + " database's owner.");
  }

  @Test
  void a_login_that_may_not_create_the_views_is_told_what_to_grant() throws Exception {
    SharedServer.execute("GRANT CREATE ON DATABASE " + name + " TO " + ROLE);
    assertThatThrownBy(() -> migrate(asRole()))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("permission denied for schema public")
        .hasMessageContaining("Grant the login CREATE");
    SharedServer.executeAt(address(), "GRANT CREATE ON SCHEMA public TO " + ROLE);
    assertThat(migrate(asRole())).startsWith("1 1 ");
  }

  @Test
  void a_table_of_the_old_backend_is_neither_touched_nor_hidden() throws Exception {
    SharedServer.executeAt(
        address(),
        "CREATE TABLE landing_leads (id text)",
        "INSERT INTO landing_leads VALUES ('kept')");
    assertThatThrownBy(() -> migrate(address()))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("\"landing_leads\" already exists")
        .hasMessageEndingWith(" Semel needs a database of its own; the old one is imported.");
    SharedServer.executeAt(address(), "ALTER TABLE landing_leads RENAME TO old_leads");
    assertThat(migrate(address())).startsWith("1 1 ");
  }
}
