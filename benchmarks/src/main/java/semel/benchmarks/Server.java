package semel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import semel.embedded.EmbeddedServer;
import semel.embedded.EmbeddedServerException;

/// A durable PostgreSQL for this run alone, in a folder that goes with it. It is the one that Semel
/// brings along, with memory and room for its log as a server has them that is meant to be busy.
final class Server implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "max_connections", "200");

  /// What the figures depend on.
  private static final String TOLD =
      """
      SELECT name, current_setting(name)
      FROM unnest(array['server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
                        'wal_sync_method', 'shared_buffers', 'max_wal_size', 'max_connections'])
           AS name
      """;

  private final Path folder;
  private final EmbeddedServer embedded;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Server(Path folder, EmbeddedServer embedded) {
    this.folder = folder;
    this.embedded = embedded;
  }

  /// @param parent where its folder is made
  /// @throws EmbeddedServerException with a sentence for a person
  static Server start(Path parent) throws IOException, SQLException, EmbeddedServerException {
    var folder = Files.createTempDirectory(parent, "semel-benchmark-");
    var started = false;
    try {
      var data = folder.resolve("data");
      try (var first = EmbeddedServer.start(data);
          var connection =
              DriverManager.getConnection(first.jdbcUrl(), first.user(), first.password());
          var statement = connection.createStatement()) {
        for (var setting : SETTINGS.entrySet()) {
          statement.execute(
              "ALTER SYSTEM SET %s = '%s'".formatted(setting.getKey(), setting.getValue()));
        }
      }
      var server = new Server(folder, EmbeddedServer.start(data));
      started = true;
      return server;
    } finally {
      if (!started) {
        delete(folder);
      }
    }
  }

  Path folder() {
    return folder;
  }

  long pid() {
    return embedded.pid();
  }

  /// The address of an empty database, login included; whatever had its name is gone.
  String fresh(String name) throws SQLException {
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  private String url(String database) {
    return embedded.jdbcUrl().replace("/semel?", "/" + database + "?")
        + "&user=%s&password=%s".formatted(embedded.user(), embedded.password());
  }

  /// The settings that the figures depend on, by name.
  Map<String, String> settings() throws SQLException {
    var settings = new LinkedHashMap<String, String>();
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement();
        var result = statement.executeQuery(TOLD)) {
      while (result.next()) {
        settings.put(result.getString(1), result.getString(2));
      }
    }
    return settings;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      embedded.close();
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
