package semel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.Race;
import semel.postgres.HeldCommit;
import semel.postgres.Later;
import semel.postgres.SharedServer;

/// What a transaction becomes when the server refuses it, or dies on it.
final class TransactionTest {

  private static final Address ADDRESS = SharedServer.address("transactions");

  private static Database database = SharedServer.database();

  @BeforeAll
  static void open() throws DatabaseUnfit {
    SharedServer.execute("CREATE DATABASE transactions");
    database = Database.open(ADDRESS, 4);
  }

  @AfterAll
  static void close() {
    database.close();
    SharedServer.execute("DROP DATABASE transactions WITH (FORCE)");
  }

  @BeforeEach
  void emptyTable() {
    SharedServer.executeAt(
        ADDRESS,
        "DROP TABLE IF EXISTS note",
        "CREATE TABLE note (id int PRIMARY KEY, text text)",
        "INSERT INTO note VALUES (1, ''), (2, '')");
  }

  private static int write(Connection connection, String text) throws SQLException {
    return run(connection, "INSERT INTO note VALUES (3, '" + text + "')");
  }

  private static int run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static void execute(List<String> statements) {
    SharedServer.executeAt(ADDRESS, statements.toArray(String[]::new));
  }

  private static int backend(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static List<String> notes() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("SELECT array_agg(text) FROM note WHERE id > 2")) {
        row.next();
        var array = row.getArray(1);
        return array == null ? List.of() : List.of((String[]) array.getArray());
      }
    });
  }

  @Test
  void a_deadlock_is_repeated_until_both_are_through() {
    var first = new CyclicBarrier(2);
    var tries = new AtomicInteger();
    var runners = List.of(crossing(first, tries, 1, 2), crossing(first, tries, 2, 1));
    assertThat(Race.between(runners)).containsExactly(1, 1);
    assertThat(tries).hasValueGreaterThan(2);
  }

  private static java.util.concurrent.Callable<Integer> crossing(
      CyclicBarrier first, AtomicInteger tries, int one, int other) {
    return () ->
        database.transaction(connection -> {
          run(connection, "UPDATE note SET text = text || 'x' WHERE id = " + one);
          if (tries.incrementAndGet() <= 2) {
            await(first);
          }
          return run(connection, "UPDATE note SET text = text || 'x' WHERE id = " + other);
        });
  }

  private static void await(CyclicBarrier barrier) throws SQLException {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }

  @Test
  void a_commit_that_could_not_be_serialized_is_repeated() {
    execute(RefusedCommits.of("INSERT", "note"));
    try {
      var tries = new AtomicInteger();
      database.transaction(connection -> {
        tries.incrementAndGet();
        return write(connection, "third time");
      });
      assertThat(tries).hasValue(3);
      assertThat(notes()).containsExactly("third time");
    } finally {
      execute(RefusedCommits.noMore());
    }
  }

  @Test
  void what_can_never_be_serialized_is_given_up_after_four_tries() {
    var tries = new AtomicInteger();
    assertThatThrownBy(() ->
            database.transaction(connection -> {
              tries.incrementAndGet();
              write(connection, "lost");
              return run(connection, "DO $$ BEGIN RAISE 'never' USING ERRCODE = '40001'; END $$");
            }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("never");
    assertThat(tries).hasValue(4);
    assertThat(notes()).isEmpty();
  }

  @Test
  void any_other_refusal_is_not_repeated() {
    var tries = new AtomicInteger();
    assertThatThrownBy(() ->
            database.transaction(connection -> {
              tries.incrementAndGet();
              return run(connection, "INSERT INTO note VALUES (1, 'twice')");
            }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("note_pkey");
    assertThat(tries).hasValue(1);
  }

  @Test
  void work_that_throws_leaves_nothing_behind() {
    assertThatThrownBy(() ->
            database.transaction(connection -> {
              write(connection, "half");
              throw new IllegalStateException("a mistake");
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_connection_lost_before_its_commit_wrote_nothing() {
    assertThatThrownBy(() ->
            database.transaction(connection -> {
              write(connection, "lost");
              SharedServer.execute(
                  "SELECT pg_terminate_backend(" + backend(connection) + ", 5000)");
              return run(connection, "UPDATE note SET text = 'also lost' WHERE id = 3");
            }))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_connection_lost_between_the_work_and_its_commit_is_unknown() {
    assertThatThrownBy(() ->
            database.transaction(connection -> {
              SharedServer.execute(
                  "SELECT pg_terminate_backend(" + backend(connection) + ", 5000)");
              return 0;
            }))
        .isInstanceOf(CommitUnknown.class)
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_connection_lost_in_its_commit_is_unknown_when_nothing_was_written() throws Exception {
    try (var held = HeldCommit.before(ADDRESS, "note")) {
      var writing = Later.of(() -> database.transaction(c -> write(c, "perhaps")));
      held.kill();
      assertThat(writing.failure()).isInstanceOf(CommitUnknown.class);
    }
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_connection_lost_in_its_commit_is_unknown_when_all_was_written() throws Exception {
    try (var held = HeldCommit.after(ADDRESS)) {
      var writing = Later.of(() -> database.transaction(c -> write(c, "perhaps")));
      held.kill();
      assertThat(writing.failure()).isInstanceOf(CommitUnknown.class);
    }
    assertThat(notes()).containsExactly("perhaps");
  }

  @Test
  void a_commit_that_no_standby_confirmed_is_unknown() throws Exception {
    try (var held = HeldCommit.after(ADDRESS)) {
      var writing = Later.of(() -> database.transaction(c -> write(c, "here only")));
      held.cancel();
      assertThat(writing.failure())
          .isInstanceOf(CommitUnknown.class)
          .hasMessageContaining("canceling wait for synchronous replication");
    }
    assertThat(notes()).containsExactly("here only");
  }

  @Test
  void a_session_is_durable_and_watched_whatever_the_server_says() {
    SharedServer.execute("ALTER DATABASE transactions SET synchronous_commit = off");
    try (var fresh = Database.open(ADDRESS, 1)) {
      var settings =
          fresh.transaction(connection -> {
            try (var statement = connection.createStatement();
                var row =
                    statement.executeQuery(
                        """
                        SELECT current_setting('synchronous_commit') || ' '
                               || current_setting('client_connection_check_interval') || ' '
                               || current_setting('transaction_isolation') || ' '
                               || current_setting('timezone')
                        """)) {
              row.next();
              return row.getString(1);
            }
          });
      assertThat(settings).isEqualTo("on 1s read committed UTC");
    } catch (DatabaseUnfit e) {
      throw new AssertionError(e);
    } finally {
      SharedServer.execute("ALTER DATABASE transactions RESET synchronous_commit");
    }
  }
}
