package semel.postgres.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import semel.database.Database;

/// The times that whoever works on this database goes by.
///
/// @param delays from registration to due, by campaign, as the Semel that started last set it
/// @param lease of the claim that is open and the youngest; empty when none is open
public record Customs(Map<String, Duration> delays, Optional<Duration> lease) {

  private static final String DELAYS =
      """
      SELECT c.slug, extract(epoch FROM c.delay) FROM semel.campaign c
      """;

  private static final String LEASE =
      """
      SELECT extract(epoch FROM m.lease_until - m.claimed_at)
      FROM semel.message m
      WHERE m.open AND m.state = 1
      ORDER BY m.claimed_at DESC
      LIMIT 1
      """;

  /// Asks a database; changes nothing.
  public static Customs of(Database database) {
    return database.transaction(connection -> new Customs(delays(connection), lease(connection)));
  }

  private static Map<String, Duration> delays(Connection connection) throws SQLException {
    var delays = new HashMap<String, Duration>();
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(DELAYS)) {
      while (r.next()) {
        delays.put(r.getString(1), seconds(r.getDouble(2)));
      }
    }
    return delays;
  }

  private static Optional<Duration> lease(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(LEASE)) {
      return r.next() ? Optional.of(seconds(r.getDouble(1))) : Optional.empty();
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
