package semel.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// A database that is not Semel's: it is only read.
public final class Elsewhere {

  private Elsewhere() {}

  /// Connects, for one transaction that sees everything as of its first statement.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static Connection read(Address address) throws DatabaseUnfit {
    var settings = new Properties();
    settings.setProperty("ApplicationName", "semel import");
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("options", "-c TimeZone=UTC -c statement_timeout=0");
    if (address.user() != null) {
      settings.setProperty("user", address.user());
    }
    if (address.password() != null) {
      settings.setProperty("password", address.password());
    }
    try {
      var connection = DriverManager.getConnection(address.jdbcUrl(), settings);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new DatabaseUnfit(Reasons.of(address, e));
    }
  }
}
