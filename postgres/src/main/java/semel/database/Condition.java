package semel.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// How a database that answers is, for an operator; asking changes nothing.
///
/// @param connectionsLeft how many more connections the server takes from ordinary logins
/// @param sameHistory whether the claims stand on the history that the server is on; true where it
///   cannot be asked, on a standby or before there is a schema
public record Condition(
    boolean takesWrites, long connectionsLeft, Schema schema, boolean sameHistory) {

  private static final String SERVER =
      """
      SELECT NOT current_setting('transaction_read_only')::boolean,
             current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int
               - (SELECT sum(numbackends) FROM pg_stat_database)
      """;

  private static final String SAME_HISTORY = "SELECT semel.same_history()";

  /// The tables, beside those that this version of Semel knows.
  public enum Schema {
    /// There is none yet.
    MISSING,
    /// Some migrations are still to be made.
    OLDER,
    /// As this version makes it.
    SAME,
    /// A newer Semel has added to it.
    NEWER;

    boolean complete() {
      return this == SAME || this == NEWER;
    }
  }

  /// Whether there is all that this version asks for.
  public boolean complete() {
    return schema.complete();
  }

  static Condition of(Database database, MigrationInfo[] migrations) {
    var schema = schema(migrations);
    return database.transaction(connection -> of(connection, schema));
  }

  private static Condition of(Connection connection, Schema schema) throws SQLException {
    try (var statement = connection.createStatement()) {
      boolean takesWrites;
      long left;
      try (var r = statement.executeQuery(SERVER)) {
        r.next();
        takesWrites = r.getBoolean(1);
        left = r.getLong(2);
      }
      var same = true;
      if (takesWrites && schema.complete()) {
        try (var r = statement.executeQuery(SAME_HISTORY)) {
          same = !r.next() || r.getBoolean(1);
        }
      }
      return new Condition(takesWrites, left, schema, same);
    }
  }

  private static Schema schema(MigrationInfo[] migrations) {
    var states = Arrays.stream(migrations).map(MigrationInfo::getState).toList();
    if (states.stream().noneMatch(MigrationState::isApplied)) {
      return Schema.MISSING;
    }
    if (states.contains(MigrationState.FUTURE_SUCCESS)) {
      return Schema.NEWER;
    }
    return states.contains(MigrationState.PENDING) ? Schema.OLDER : Schema.SAME;
  }
}
