package semel.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.embedded.EmbeddedServer;
import semel.embedded.EmbeddedServerException;

/// One real server for the whole test run. It outlives the tests and stops with the process.
public final class SharedServer {

  private static final EmbeddedServer SERVER = start();
  private static final Database DATABASE = open();

  private SharedServer() {}

  /// Reads one row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static EmbeddedServer start() {
    try {
      var name = "semel-test-" + ProcessHandle.current().pid();
      var folder = Path.of(System.getProperty("java.io.tmpdir"), name);
      var server = EmbeddedServer.start(folder);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                server.close();
                Folders.delete(folder);
              }));
      return server;
    } catch (EmbeddedServerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Database open() {
    try {
      var database = Database.open(address(), 20);
      database.migrate();
      return database;
    } catch (DatabaseUnfit e) {
      throw new IllegalStateException(e);
    }
  }

  /// The migrated database that most tests share.
  public static Database database() {
    return DATABASE;
  }

  /// Where that database is, and its superuser.
  public static Address address() {
    return new Address(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
  }

  /// Where another database of the server is.
  public static Address address(String database) {
    var url = SERVER.jdbcUrl().replace("/semel?", "/" + database + "?");
    return new Address(url, SERVER.user(), SERVER.password());
  }

  /// A connection of the test's own, outside every pool. What it commits waits for no standby.
  public static Connection connect(Address address) throws SQLException {
    var connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    try (var statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = local");
    }
    return connection;
  }

  /// Runs statements, each in its own transaction.
  public static void execute(String... statements) {
    executeAt(address(), statements);
  }

  /// Runs statements in another database.
  public static void executeAt(Address address, String... statements) {
    try (var connection = connect(address);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first row of a query.
  public static <T> T query(String sql, Reader<T> reader) {
    return rows(sql, reader).getFirst();
  }

  /// Every row of a query.
  public static <T> List<T> rows(String sql, Reader<T> reader) {
    try (var connection = connect(address());
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<T>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A number that a query finds.
  public static long count(String sql) {
    return query(sql, row -> row.getLong(1));
  }
}
