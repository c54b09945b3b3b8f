package semel.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/// A process that holds an embedded server, to be killed by a test.
///
/// Prints `READY <server pid> <jdbc url> <password>` or `REFUSED <sentence>`, then inserts rows one
/// by one and prints each number that PostgreSQL has acknowledged, until it is killed. At an
/// orderly end it still writes one row, as a Semel that drains does, before it closes the server.
public final class HolderMain {
  private HolderMain() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedServer server;
    try {
      server = EmbeddedServer.start(Path.of(arguments[0]));
    } catch (EmbeddedServerException e) {
      System.out.println("REFUSED " + e.getMessage());
      return;
    }
    System.out.println(
        "READY %d %s %s".formatted(server.pid(), server.jdbcUrl(), server.password()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server)));
    insert(server, Long.parseLong(arguments[1]));
    System.out.println("DONE");
    new CountDownLatch(1).await(); // for ever: the end comes from outside
  }

  private static void insert(EmbeddedServer server, long count) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS number (n bigint PRIMARY KEY)");
      for (var n = 1L; n <= count; n++) {
        statement.execute("INSERT INTO number VALUES (" + n + ")");
        System.out.println(n);
      }
    }
  }

  private static void drain(EmbeddedServer server) {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO number VALUES (-1)");
      System.out.println("DRAINED");
    } catch (SQLException e) {
      System.out.println("NOT DRAINED " + e.getMessage());
    }
    server.close();
  }
}
