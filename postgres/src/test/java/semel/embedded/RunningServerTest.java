package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One server, made from nothing, that is only asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningServerTest {
  private final Path folder;
  private final EmbeddedServer server;

  RunningServerTest(@TempDir Path temporary) throws Exception {
    folder = temporary.resolve("not").resolve("there");
    server = EmbeddedServer.start(folder);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_commit_is_durable_and_the_data_are_checked() throws Exception {
    var on = List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");
    for (var setting : on) {
      assertThat(Fixture.query(server, "SHOW " + setting)).as(setting).isEqualTo("on");
    }
  }

  @Test
  void nothing_depends_on_the_language_of_the_machine() throws Exception {
    assertThat(Fixture.query(server, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(Fixture.query(server, "SELECT datcollate FROM pg_database WHERE datname = 'semel'"))
        .isEqualTo("C");
    assertThat(Fixture.query(server, "SELECT setting FROM pg_settings WHERE name = 'log_timezone'"))
        .isEqualTo("UTC");
  }

  @Test
  void it_listens_on_the_loopback_address_only_and_on_no_socket_file() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "reads the kernel's tables");
    var port = URI.create(server.url()).getPort();
    var listening = "%04X 00000000:0000 0A".formatted(port);
    var other = "%04X 00000000000000000000000000000000:0000 0A".formatted(port);
    assertThat(Files.readAllLines(Path.of("/proc/net/tcp")))
        .filteredOn(line -> line.contains(listening))
        .singleElement()
        .asString()
        .contains(" 0100007F:" + listening);
    assertThat(Files.readAllLines(Path.of("/proc/net/tcp6")))
        .noneMatch(line -> line.contains(other));
    assertThat(Files.readAllLines(Path.of("/proc/net/unix")))
        .noneMatch(line -> line.contains(".s.PGSQL." + port));
  }

  @Test
  void nobody_gets_in_without_the_password() throws Exception {
    for (var wrong : List.of("", "semel", server.password().toLowerCase(Locale.ROOT))) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "semel", wrong).close());
    }
  }

  @Test
  void the_log_does_not_quote_rows() throws Exception {
    Fixture.query(server, "CREATE TABLE person (address text PRIMARY KEY)");
    Fixture.query(server, "INSERT INTO person VALUES ('aigerim@example.kz')");
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> Fixture.query(server, "INSERT INTO person VALUES ('aigerim@example.kz')"));
    assertThat(Files.readString(folder.resolve("postgres.log"))).doesNotContain("aigerim");
  }
}
