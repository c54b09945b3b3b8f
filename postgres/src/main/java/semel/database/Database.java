package semel.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// A pool of connections to a PostgreSQL that is fit for use, and the only way to a transaction.
public final class Database implements AutoCloseable {

  private static final int VERSION_MIN = 150_000;
  private static final long CONNECT_MILLIS = 5_000;

  /// An abort that PostgreSQL asks to be repeated: serialization failure, deadlock.
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

  private static final int TRIES = 4;
  private static final long STEP_NANOS = 10_000_000;

  /// What a session is set to, whatever the server's defaults: a commit is durable before it is
  /// acknowledged, a dead client's statement is dropped, times are read in UTC.
  private static final String SESSION =
      """
      SET synchronous_commit = on;
      SET client_connection_check_interval = 1000;
      SET idle_in_transaction_session_timeout = 30000;
      SET statement_timeout = 30000;
      SET timezone = 'UTC';
      SET jit = off
      """;

  /// What a migration's session is set to: it takes as long as it takes, but others do not wait
  /// behind it for long while it waits for a table.
  private static final String UNHURRIED =
      SESSION
          + """
          ; SET idle_in_transaction_session_timeout = 0;
          SET statement_timeout = 0;
          SET lock_timeout = 30000
          """;

  private static final int MIGRATING = 3;

  private static final String VERSION = "SELECT current_setting('server_version_num')::int";

  private static final String CLOCK = "SELECT clock_timestamp()";

  private static final String TAKES_WRITES =
      "SELECT NOT current_setting('transaction_read_only')::boolean";

  private static final String DESCRIBE =
      "SELECT 'PostgreSQL ' || current_setting('server_version') || ', ' || current_database()";

  /// Asked first, because a migration that may not create its schema tries for many seconds.
  private static final String MAY_CREATE_SCHEMA =
      """
      SELECT has_database_privilege(current_database(), 'CREATE')
             OR EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'semel')
      """;

  /// The newest migration of this build. Where it was made nothing is left to be done, and to look
  /// for that takes Flyway a good part of a start.
  static final int NEWEST = 23;

  private static final String IS_MIGRATED =
      "SELECT to_regclass('semel.flyway_schema_history') IS NOT NULL";

  private static final String IS_UP_TO_DATE =
      """
      SELECT coalesce(bool_and(h.success)
                      AND max(string_to_array(h.version, '.')::int[]) >= ARRAY[%d], false)
      FROM semel.flyway_schema_history h
      """
          .formatted(NEWEST);

  /// What this login sees first it adds; what is known it leaves to be compared.
  private static final String FIRST_HISTORY =
      """
      INSERT INTO semel.history AS h (system_identifier, timeline, placed_at, message_table)
      SELECT system_identifier, timeline, placed_at, message_table
      FROM semel.live_history()
      ON CONFLICT (only_row) DO UPDATE
      SET placed_at = coalesce(h.placed_at, excluded.placed_at),
          message_table = coalesce(h.message_table, excluded.message_table)
      WHERE h.placed_at IS NULL OR h.message_table IS NULL
      """;

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /// What is done inside a transaction; it may be done again after an abort.
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /// How the pool is used at one instant.
  ///
  /// @param working connections in use
  /// @param idle connections that wait for use
  /// @param waiting threads that wait for a connection
  /// @param most how many connections there may be
  public record Use(int working, int idle, int waiting, int most) {}

  /// Connects and checks the version; changes nothing.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static Database open(Address address, int connections) throws DatabaseUnfit {
    var config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    if (address.user() != null) {
      config.setUsername(address.user());
    }
    if (address.password() != null) {
      config.setPassword(address.password());
    }
    config.setPoolName("semel");
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setInitializationFailTimeout(CONNECT_MILLIS);
    config.setAutoCommit(false);
    config.setConnectionInitSql(SESSION);
    // Commits what the statement above sets; without it the first rollback would undo it.
    config.setIsolateInternalQueries(true);
    config.addDataSourceProperty("ApplicationName", "semel");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "40");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Of several servers the one that takes writes, and soon after another was promoted; parameters
    // of the address win.
    config.addDataSourceProperty("hostRecheckSeconds", "1");
    if (address.several()) {
      config.addDataSourceProperty("targetServerType", "primary");
    }
    config.addDataSourceProperty("reWriteBatchedInserts", "false");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new DatabaseUnfit(Reasons.of(address, e.getCause()));
    } catch (RuntimeException e) {
      throw new DatabaseUnfit(Reasons.of(address, e));
    }
    var database = new Database(pool);
    try {
      database.checkVersion(address);
    } catch (DatabaseUnfit e) {
      database.close();
      throw e;
    }
    return database;
  }

  private void checkVersion(Address address) throws DatabaseUnfit {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(VERSION)) {
      result.next();
      var version = result.getInt(1);
      if (version < VERSION_MIN) {
        throw new DatabaseUnfit(
            "PostgreSQL 15 or newer is needed; "
                + address
                + (" has version " + version / 10_000 + "."));
      }
    } catch (SQLException e) {
      throw new DatabaseUnfit(Reasons.of(address, e));
    }
  }

  /// Brings the schema up to this version of Semel; safe when several workers start at once.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public void migrate() throws DatabaseUnfit {
    try {
      if (!transaction(Database::upToDate)) {
        if (!transaction(connection -> holds(connection, MAY_CREATE_SCHEMA))) {
          throw new DatabaseUnfit(Reasons.MAY_NOT_CREATE);
        }
        try (var unhurried = unhurried()) {
          migrations(unhurried).migrate();
        }
      }
      transaction(connection -> {
        try (var statement = connection.createStatement()) {
          return statement.executeUpdate(FIRST_HISTORY);
        }
      });
    } catch (FlywayException | UncheckedIOException | PoolInitializationException e) {
      throw new DatabaseUnfit(Reasons.ofMigration(e));
    }
  }

  /// The same server, without the time limits of the pool's sessions.
  private HikariDataSource unhurried() {
    var config = new HikariConfig();
    pool.copyStateTo(config);
    config.setPoolName("semel-migrating");
    config.setMaximumPoolSize(MIGRATING);
    config.setConnectionInitSql(UNHURRIED);
    config.addDataSourceProperty("socketTimeout", "0");
    return new HikariDataSource(config);
  }

  private static Flyway migrations(DataSource source) {
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .lockRetryCount(-1) // another node migrates, for as long as that takes
        .schemas("semel")
        .defaultSchema("semel")
        .locations("classpath:semel/database/migration")
        .validateMigrationNaming(true)
        .load();
  }

  /// What an operator wants to know of it.
  ///
  /// @throws UncheckedIOException when it does not answer
  public Condition condition() {
    try {
      return Condition.of(this, migrations(pool).info().all());
    } catch (FlywayException e) {
      throw new UncheckedIOException(new IOException(Reasons.root(e), e));
    }
  }

  private static boolean upToDate(Connection connection) throws SQLException {
    return holds(connection, IS_MIGRATED) && holds(connection, IS_UP_TO_DATE);
  }

  private static boolean holds(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      return result.next() && result.getBoolean(1);
    }
  }

  /// Runs work in one READ COMMITTED transaction and commits it durably.
  ///
  /// @throws CommitUnknown when the commit was asked for and not answered, or is local only
  /// @throws UncheckedIOException when nothing was committed because the database does not answer
  public <T> T transaction(Work<T> work) {
    for (var tried = 1; ; tried++) {
      try (var connection = pool.getConnection()) {
        return run(connection, work);
      } catch (SQLException e) {
        if (tried >= TRIES || !REPEATABLE.contains(String.valueOf(e.getSQLState()))) {
          throw new UncheckedIOException(new IOException(Reasons.root(e), e));
        }
      }
      stepAside(tried);
    }
  }

  /// Who repeats at once often meets the same opponent again.
  private static void stepAside(int tried) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(STEP_NANOS << tried));
  }

  private static <T> T run(Connection connection, Work<T> work) throws SQLException {
    T result;
    try {
      result = work.in(connection);
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
    connection.clearWarnings();
    try {
      connection.commit();
    } catch (SQLException e) {
      if (REPEATABLE.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      throw new CommitUnknown(Reasons.root(e), e);
    }
    var warning = connection.getWarnings();
    if (warning != null) {
      // The wait for the standby was cancelled: durable here only, so it may be lost (§5).
      throw new CommitUnknown(Reasons.root(warning), warning);
    }
    return result;
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /// The database's clock (R8).
  public Instant clock() {
    return transaction(connection -> {
      try (var statement = connection.createStatement();
          var result = statement.executeQuery(CLOCK)) {
        result.next();
        return result.getObject(1, OffsetDateTime.class).toInstant();
      }
    });
  }

  /// Whether it takes writes: a standby does not, nor one that an operator or a full disk closed.
  public boolean takesWrites() {
    return transaction(connection -> {
      try (var statement = connection.createStatement();
          var result = statement.executeQuery(TAKES_WRITES)) {
        return result.next() && result.getBoolean(1);
      }
    });
  }

  /// Product, version and name, for an operator.
  public String describe() {
    return transaction(connection -> {
      try (var statement = connection.createStatement();
          var result = statement.executeQuery(DESCRIBE)) {
        result.next();
        return result.getString(1);
      }
    });
  }

  /// How the pool is used now.
  public Use use() {
    var now = pool.getHikariPoolMXBean();
    return now == null
        ? new Use(0, 0, 0, pool.getMaximumPoolSize())
        : new Use(
            now.getActiveConnections(),
            now.getIdleConnections(),
            now.getThreadsAwaitingConnection(),
            pool.getMaximumPoolSize());
  }

  @Override
  public void close() {
    pool.close();
  }
}
