package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest extends Fixture {
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "garbage\n", "-5\n", "99999999999999999999\n", "0\n", "1\n"})
  void a_pid_file_that_names_no_server_does_not_keep_the_next_from_starting(String content)
      throws Exception {
    var database = folder.resolve("database");
    var file = Files.writeString(database.resolve(PidFile.NAME), content);
    Leftovers.removeStalePidFile(database);
    assertThat(file).doesNotExist();
  }

  @Test
  void a_pid_file_that_names_a_dead_process_is_left_to_postgresql() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    var database = folder.resolve("database");
    var file = Files.writeString(database.resolve(PidFile.NAME), dead.pid() + "\n");
    Leftovers.removeStalePidFile(database);
    assertThat(file).exists();
  }

  @Test
  void a_process_that_got_the_number_of_a_dead_server_is_not_touched() throws Exception {
    var stranger = new ProcessBuilder("sleep", "60").start();
    try {
      writePidFile(folder.resolve("database"), stranger.pid());
      EmbeddedServer.start(folder).close();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void the_server_of_another_folder_is_not_touched() throws Exception {
    try (var other = EmbeddedServer.start(makeFolder(temporary.resolve("data2")))) {
      var pid = other.pid();
      writePidFile(folder.resolve("database"), pid);
      EmbeddedServer.start(folder).close();
      assertThat(other.pid()).isEqualTo(pid);
      assertThat(query(other, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void an_empty_pid_file_after_a_power_cut_is_no_obstacle() throws Exception {
    Files.writeString(folder.resolve("database").resolve(PidFile.NAME), "");
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void an_unfinished_database_is_made_again() throws Exception {
    DataFolder.delete(folder.resolve("database"));
    var unfinished = Files.createDirectory(folder.resolve("database.new"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
    Files.writeString(folder.resolve("semel.password"), "old");
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
      assertThat(server.password()).isNotEqualTo("old");
    }
    assertThat(unfinished).doesNotExist();
    assertThat(folder.resolve("semel.password")).doesNotExist();
  }

  @Test
  void a_database_without_the_name_semel_gets_it() throws Exception {
    try (var server = EmbeddedServer.start(folder)) {
      query(server, "SELECT 1");
      try (var connection =
              DriverManager.getConnection(
                  server.jdbcUrl().replace("/semel?", "/postgres?"), "semel", server.password());
          var statement = connection.createStatement()) {
        statement.execute("DROP DATABASE semel WITH (FORCE)");
      }
    }
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT current_database()")).isEqualTo("semel");
    }
  }

  private static void writePidFile(Path database, long pid) throws Exception {
    var lines =
        List.of(
            "" + pid,
            "" + database,
            "1700000000",
            "5432",
            "",
            "127.0.0.1",
            "  123 456",
            "ready   ");
    Files.write(database.resolve(PidFile.NAME), lines);
  }
}
