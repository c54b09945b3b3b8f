package semel.benchmarks.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The connections of a peer.
final class Pool implements AutoCloseable {

  /// More gained nobody anything on two cores.
  private static final int CONNECTIONS = 24;

  private final HikariDataSource source;

  Pool(String url) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    this.source = new HikariDataSource(config);
  }

  /// Whole milliseconds: some of them keep no more, and would be early by what they cut off.
  static Instant dueAfter(Duration delay) {
    return InstantSource.system().instant().plus(delay).truncatedTo(ChronoUnit.MILLIS);
  }

  HikariDataSource source() {
    return source;
  }

  void run(String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /// Runs a script that lies beside a class or, with a leading slash, anywhere on the class path.
  void script(Class<?> beside, String name) throws IOException, SQLException {
    try (var in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from this build");
      }
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
