package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest extends Fixture {
  @Test
  void rows_are_there_after_a_restart_which_keeps_port_and_password() throws Exception {
    String url;
    try (var server = EmbeddedServer.start(folder)) {
      url = server.url();
      query(server, "CREATE TABLE word (w text)");
      query(server, "INSERT INTO word VALUES ('Дәл бір рет')");
    }
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT w FROM word")).isEqualTo("Дәл бір рет");
      assertThat(server.url()).isEqualTo(url);
      assertThat(folder.resolve("connection")).hasContent(url);
    }
  }

  @Test
  void close_ends_the_server_and_gives_the_folder_free() throws Exception {
    var server = EmbeddedServer.start(folder);
    server.close();
    assertThat(ProcessHandle.of(server.pid())).isEmpty();
    assertThat(folder.resolve("database").resolve(PidFile.NAME)).doesNotExist();
    assertThat(Files.readString(folder.resolve("postgres.log"))).contains("is shut down");
    EmbeddedServer.start(folder).close();
  }

  @Test
  void only_the_owner_can_read_what_is_secret() throws Exception {
    EmbeddedServer.start(folder).close();
    for (var secret : List.of("connection", "database/semel.password")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(secret)))
          .as(secret)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "cache", "connection", "database", "postgres.log", "semel.pid");
    }
  }

  @Test
  void a_long_log_is_set_aside_at_the_start() throws Exception {
    var log = folder.resolve("postgres.log");
    Files.write(log, new byte[5 << 20]);
    Files.writeString(folder.resolve("postgres.log.1"), "older");
    EmbeddedServer.start(folder).close();
    assertThat(Files.size(log)).isBetween(1L, 10_000L);
    assertThat(Files.size(folder.resolve("postgres.log.1"))).isEqualTo(5 << 20);
  }

  @Test
  void a_killed_server_comes_back_on_the_same_port_with_every_committed_row() throws Exception {
    try (var server = EmbeddedServer.start(folder)) {
      query(server, "CREATE TABLE number (n int)");
      for (var n = 1; n <= 2; n++) {
        query(server, "INSERT INTO number VALUES (" + n + ")");
        var killed = server.pid();
        kill(killed);
        eventually(
            "the server answers again",
            Duration.ofSeconds(10),
            () -> server.pid() != killed && !query(server, "SELECT 1").isEmpty());
        assertThat(query(server, "SELECT count(*) FROM number")).isEqualTo("" + n);
      }
    }
  }

  @Test
  void a_server_that_cannot_come_back_yet_is_tried_again() throws Exception {
    try (var server = EmbeddedServer.start(folder)) {
      var control = folder.resolve("database/global/pg_control");
      var aside = folder.resolve("pg_control");
      Files.move(control, aside);
      kill(server.pid());
      var log = folder.resolve("postgres.log");
      eventually(
          "a start failed",
          Duration.ofSeconds(10),
          () -> Files.readString(log).contains("could not find the database system"));
      Files.move(aside, control);
      eventually(
          "the server answers again",
          Duration.ofSeconds(10),
          () -> !query(server, "SELECT 1").isEmpty());
    }
  }

  @Test
  void close_does_not_wait_for_a_server_that_cannot_come_back() throws Exception {
    var server = EmbeddedServer.start(folder);
    Files.move(folder.resolve("database/global/pg_control"), folder.resolve("pg_control"));
    var killed = server.pid();
    kill(killed);
    eventuallyGone(killed, Duration.ofSeconds(5));
    var begin = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_taken_port_is_left_to_its_owner() throws Exception {
    int port;
    try (var server = EmbeddedServer.start(folder)) {
      port = port(server);
    }
    try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
        var server = EmbeddedServer.start(folder)) {
      assertThat(port(server)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void blanks_and_quotes_in_the_path_are_nothing_special() throws Exception {
    var odd = makeFolder(temporary.resolve("it's a \"data\" $folder"));
    try (var server = EmbeddedServer.start(odd)) {
      assertThat(query(server, "SELECT current_database()")).isEqualTo("semel");
    }
  }

  @Test
  void a_relative_path_is_seen_from_where_semel_stands() throws Exception {
    var relative = Path.of("").toAbsolutePath().relativize(folder);
    try (var server = EmbeddedServer.start(relative)) {
      assertThat(query(server, "SHOW data_directory"))
          .isEqualTo(folder.toRealPath().resolve("database").toString());
    }
  }

  private static int port(EmbeddedServer server) {
    return URI.create(server.url()).getPort();
  }
}
