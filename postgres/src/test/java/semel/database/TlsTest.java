package semel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import semel.embedded.FailOver;
import semel.postgres.SharedServer;

/// A real server with a real certificate: only the one that the operator trusts is talked to.
final class TlsTest {

  private static SecuredServer server;
  @TempDir static Path folder;

  @BeforeAll
  static void secure() {
    server = new SecuredServer(FailOver.data(folder.resolve("secured")));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static String opened(Address address) {
    try (var database = Database.open(address, 1)) {
      return database.transaction(connection -> {
        try (var statement = connection.createStatement();
            var r =
                statement.executeQuery(
                    "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
          return r.next() && r.getBoolean(1) ? "secure" : "in the open";
        }
      });
    } catch (DatabaseUnfit e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String strict(Path trusted) {
    return "sslmode=verify-full&sslrootcert=" + trusted;
  }

  @Test
  void a_certificate_that_is_trusted_and_of_this_name_is_talked_to_under_tls() {
    assertThat(opened(server.address("localhost", strict(server.certificate()))))
        .isEqualTo("secure");
  }

  @Test
  void a_certificate_of_somebody_else_is_refused_and_said_so() {
    var other = server.certificate(folder, "other");
    assertThat(opened(server.address("localhost", strict(other))))
        .startsWith("The connection to PostgreSQL at jdbc:postgresql://localhost:")
        .contains("sslmode")
        .doesNotContain("Is it running");
  }

  @Test
  void a_certificate_of_another_name_is_refused_and_said_so() {
    assertThat(opened(server.address("127.0.0.1", strict(server.certificate()))))
        .startsWith("The connection to PostgreSQL at jdbc:postgresql://127.0.0.1:")
        .contains("sslmode");
  }

  @Test
  void a_missing_file_of_trust_is_told_by_its_name() {
    assertThat(opened(server.address("localhost", strict(folder.resolve("missing.pem")))))
        .startsWith("The connection to PostgreSQL at ")
        .contains("missing.pem");
  }

  @Test
  void a_server_without_tls_is_refused_where_tls_is_asked_for() {
    var there = SharedServer.address();
    var address =
        new Address(
            there.jdbcUrl().replaceFirst("\\?.*", "") + "?" + strict(server.certificate()),
            there.user(),
            there.password());
    assertThat(opened(address)).startsWith("The connection to PostgreSQL at ").contains("sslmode");
  }
}
