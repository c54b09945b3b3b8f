package semel.postgres.user;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import semel.database.Database;
import semel.users.Act.Deed;
import semel.users.PasswordHash;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.UserName;
import semel.visits.Session;
import semel.visits.SessionKey;
import semel.visits.Sessions;

/// Sessions on PostgreSQL, so that every worker knows each of them.
public final class PostgresSessions implements Sessions {

  /// How exactly it is known when a session was last used; each page would write otherwise.
  private static final Duration COARSE = Duration.ofMinutes(1);

  private static final String SWEEP =
      """
      DELETE FROM semel.session
      WHERE began_at < clock_timestamp() - ? * interval '1 second'
      """;

  /// Waits for whoever changes the user at the same time, and then asks again: a session that they
  /// end is never begun behind their back.
  private static final String BEGIN =
      """
      INSERT INTO semel.session (key, name)
      SELECT ?, name
      FROM semel.named_user
      WHERE name = ? AND password = ? AND NOT disabled
      FOR SHARE
      """;

  private static final String BEGIN_BY_TOKEN =
      "INSERT INTO semel.session (key, name, proof) VALUES (?, ?, ?)";

  /// A session of a named user holds as long as the user may enter.
  private static final String FIND =
      """
      SELECT s.name, u.role, s.proof, p.language, coalesce(p.shortcuts, true),
             s.seen_at < clock_timestamp() - ? * interval '1 second'
      FROM semel.session s
      LEFT JOIN semel.named_user u ON u.name = s.name AND s.proof IS NULL
      LEFT JOIN semel.preference p ON p.name = s.name
      WHERE s.key = ?
        AND s.began_at >= clock_timestamp() - ? * interval '1 second'
        AND s.seen_at >= clock_timestamp() - ? * interval '1 second'
        AND (s.proof IS NOT NULL OR NOT u.disabled)
      """;

  private static final String SEE =
      "UPDATE semel.session SET seen_at = clock_timestamp() WHERE key = ?";

  private static final String END = "DELETE FROM semel.session WHERE key = ? RETURNING name";

  private final Database database;

  public PostgresSessions(Database database) {
    this.database = database;
  }

  @Override
  public boolean begin(SessionKey key, UserName name, PasswordHash password) {
    return database.transaction(connection -> {
      sweep(connection);
      try (var statement = connection.prepareStatement(BEGIN)) {
        statement.setBytes(1, bytes(key));
        statement.setString(2, name.value());
        statement.setString(3, password.phc());
        if (statement.executeUpdate() == 0) {
          return false;
        }
      }
      PostgresActs.add(connection, name.value(), Deed.SIGNED_IN, null, null);
      return true;
    });
  }

  @Override
  public void begin(SessionKey key, String operator, String proof) {
    database.transaction(connection -> {
      sweep(connection);
      try (var statement = connection.prepareStatement(BEGIN_BY_TOKEN)) {
        statement.setBytes(1, bytes(key));
        statement.setString(2, operator);
        statement.setString(3, proof);
        statement.executeUpdate();
      }
      PostgresActs.add(connection, operator, Deed.SIGNED_IN, null, null);
      return true;
    });
  }

  private static void sweep(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(SWEEP)) {
      statement.setLong(1, LIFE_MAX.toSeconds());
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<Session> find(SessionKey key) {
    return database.transaction(connection -> {
      Session session;
      boolean stale;
      try (var statement = connection.prepareStatement(FIND)) {
        statement.setLong(1, COARSE.toSeconds());
        statement.setBytes(2, bytes(key));
        statement.setLong(3, LIFE_MAX.toSeconds());
        statement.setLong(4, IDLE_MAX.toSeconds());
        try (var r = statement.executeQuery()) {
          if (!r.next()) {
            return Optional.empty();
          }
          var role = r.getString(2);
          session =
              new Session(
                  r.getString(1),
                  role == null ? Role.ADMIN : Role.of(role).orElseThrow(),
                  r.getString(3),
                  new Preferences(r.getString(4), r.getBoolean(5)));
          stale = r.getBoolean(6);
        }
      }
      if (stale) {
        see(connection, key);
      }
      return Optional.of(session);
    });
  }

  private static void see(Connection connection, SessionKey key) throws SQLException {
    try (var statement = connection.prepareStatement(SEE)) {
      statement.setBytes(1, bytes(key));
      statement.executeUpdate();
    }
  }

  @Override
  public void end(SessionKey key) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(END)) {
        statement.setBytes(1, bytes(key));
        try (var r = statement.executeQuery()) {
          if (r.next()) {
            PostgresActs.add(connection, r.getString(1), Deed.SIGNED_OUT, null, null);
          }
        }
      }
      return true;
    });
  }

  private static byte[] bytes(SessionKey key) {
    return HexFormat.of().parseHex(key.value());
  }
}
