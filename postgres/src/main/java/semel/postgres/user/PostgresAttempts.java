package semel.postgres.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import semel.database.Database;
import semel.visits.Attempts;

/// Attempts to sign in, on PostgreSQL.
///
/// An attempt is committed before the others are counted. So of many at once the one that came n-th
/// counts at least n, itself included, and no more get through than may; no row has to be held for
/// that.
public final class PostgresAttempts implements Attempts {

  private static final String FORGET_OLD =
      """
      DELETE FROM semel.sign_in_attempt
      WHERE at < clock_timestamp() - ? * interval '1 second'
      """;

  private static final String NOTE =
      "INSERT INTO semel.sign_in_attempt (name, address) VALUES (?, ?) RETURNING id";

  /// How long until few enough of the others are left; null when few enough are.
  private static final String WAIT =
      """
      SELECT ceil(extract(epoch FROM max(at) + p.window - clock_timestamp()))
      FROM (SELECT ? * interval '1 second' AS window, ?::bytea AS name, ?::text AS address,
                   ?::bigint AS own) p
      CROSS JOIN LATERAL (
        (SELECT at FROM semel.sign_in_attempt
         WHERE name = p.name AND id <> p.own AND at > clock_timestamp() - p.window
         ORDER BY at DESC OFFSET ? LIMIT 1)
        UNION ALL
        (SELECT at FROM semel.sign_in_attempt
         WHERE address = p.address AND id <> p.own AND at > clock_timestamp() - p.window
         ORDER BY at DESC OFFSET ? LIMIT 1)
      ) last_allowed
      GROUP BY p.window
      """;

  private static final String DISREGARD = "DELETE FROM semel.sign_in_attempt WHERE id = ?";

  private static final String FORGIVE =
      "DELETE FROM semel.sign_in_attempt WHERE name = ? AND address = ?";

  private final Database database;

  public PostgresAttempts(Database database) {
    this.database = database;
  }

  @Override
  public Duration begin(String name, String address) {
    var hash = hash(name);
    var own = note(hash, address);
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(WAIT)) {
        statement.setLong(1, WINDOW.toSeconds());
        statement.setBytes(2, hash);
        statement.setString(3, address);
        statement.setLong(4, own);
        statement.setInt(5, PER_NAME - 1);
        statement.setInt(6, PER_ADDRESS - 1);
        try (var r = statement.executeQuery()) {
          if (!r.next()) {
            return Duration.ZERO;
          }
          var wait = Duration.ofSeconds(Math.max(1, r.getLong(1)));
          try (var forget = connection.prepareStatement(DISREGARD)) {
            forget.setLong(1, own);
            forget.executeUpdate();
          }
          return wait;
        }
      }
    });
  }

  private long note(byte[] name, String address) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(FORGET_OLD)) {
        statement.setLong(1, WINDOW.toSeconds());
        statement.executeUpdate();
      }
      try (var statement = connection.prepareStatement(NOTE)) {
        statement.setBytes(1, name);
        statement.setString(2, address);
        try (var r = statement.executeQuery()) {
          r.next();
          return r.getLong(1);
        }
      }
    });
  }

  @Override
  public void forgive(String name, String address) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(FORGIVE)) {
        statement.setBytes(1, hash(name));
        statement.setString(2, address);
        return statement.executeUpdate();
      }
    });
  }

  private static byte[] hash(String name) {
    try {
      var plain = name.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.getInstance("SHA-256").digest(plain);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
