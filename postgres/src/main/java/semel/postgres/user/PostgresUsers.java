package semel.postgres.user;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.database.Database;
import semel.users.Act.Deed;
import semel.users.PasswordHash;
import semel.users.Passwords;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.users.Users;

/// The people who may sign in, and their passwords, on PostgreSQL.
public final class PostgresUsers implements Users, Passwords {

  private static final String ALL =
      "SELECT name, role, disabled FROM semel.named_user ORDER BY name";

  private static final String ADD =
      """
      INSERT INTO semel.named_user (name, role, password, disabled) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """;

  /// Locked, so that of two who change the same person each sees what the other did.
  private static final String ONE =
      "SELECT name, role, disabled FROM semel.named_user WHERE name = ? FOR UPDATE";

  private static final String CHANGE =
      """
      UPDATE semel.named_user
      SET role = ?, disabled = ?, changed_at = clock_timestamp()
      WHERE name = ?
      """;

  private static final String END_SESSIONS = "DELETE FROM semel.session WHERE name = ?";

  private static final String PREFERENCES =
      "SELECT language, shortcuts FROM semel.preference WHERE name = ?";

  private static final String PREFER =
      """
      INSERT INTO semel.preference (name, language, shortcuts) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE
      SET language = excluded.language, shortcuts = excluded.shortcuts
      """;

  private static final String PASSWORD =
      "SELECT password FROM semel.named_user WHERE name = ? AND NOT disabled";

  private static final String SET_PASSWORD =
      """
      UPDATE semel.named_user
      SET password = ?, changed_at = clock_timestamp()
      WHERE name = ?
      """;

  private static final String RENEW_PASSWORD =
      "UPDATE semel.named_user SET password = ? WHERE name = ? AND password = ?";

  private final Database database;

  public PostgresUsers(Database database) {
    this.database = database;
  }

  @Override
  public List<User> all() {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(ALL);
          var r = statement.executeQuery()) {
        var users = new ArrayList<User>();
        while (r.next()) {
          users.add(user(r));
        }
        return users;
      }
    });
  }

  private static User user(ResultSet r) throws SQLException {
    return new User(
        new UserName(r.getString(1)), Role.of(r.getString(2)).orElseThrow(), r.getBoolean(3));
  }

  @Override
  public boolean add(User user, PasswordHash password, String who) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(ADD)) {
        statement.setString(1, user.name().value());
        statement.setString(2, user.role().key());
        statement.setString(3, password.phc());
        statement.setBoolean(4, user.disabled());
        if (statement.executeUpdate() == 0) {
          return false;
        }
      }
      var name = user.name().value();
      PostgresActs.add(connection, who, Deed.USER_ADDED, name, user.role().key());
      return true;
    });
  }

  @Override
  public boolean change(User user, String who) {
    return database.transaction(connection -> {
      var before = one(connection, user.name());
      if (before.isPresent() && !before.get().equals(user)) {
        change(connection, before.get(), user, who);
      }
      return before.isPresent();
    });
  }

  private static Optional<User> one(Connection connection, UserName name) throws SQLException {
    try (var statement = connection.prepareStatement(ONE)) {
      statement.setString(1, name.value());
      try (var r = statement.executeQuery()) {
        return r.next() ? Optional.of(user(r)) : Optional.empty();
      }
    }
  }

  private static void change(Connection connection, User before, User after, String who)
      throws SQLException {
    var name = after.name().value();
    try (var statement = connection.prepareStatement(CHANGE)) {
      statement.setString(1, after.role().key());
      statement.setBoolean(2, after.disabled());
      statement.setString(3, name);
      statement.executeUpdate();
    }
    endSessions(connection, after.name());
    if (before.role() != after.role()) {
      var change = before.role().key() + " → " + after.role().key();
      PostgresActs.add(connection, who, Deed.ROLE_CHANGED, name, change);
    }
    if (before.disabled() != after.disabled()) {
      var deed = after.disabled() ? Deed.USER_DISABLED : Deed.USER_ENABLED;
      PostgresActs.add(connection, who, deed, name, null);
    }
  }

  private static void endSessions(Connection connection, UserName name) throws SQLException {
    try (var statement = connection.prepareStatement(END_SESSIONS)) {
      statement.setString(1, name.value());
      statement.executeUpdate();
    }
  }

  @Override
  public Preferences preferences(String name) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(PREFERENCES)) {
        statement.setString(1, name);
        try (var r = statement.executeQuery()) {
          return r.next() ? new Preferences(r.getString(1), r.getBoolean(2)) : Preferences.USUAL;
        }
      }
    });
  }

  @Override
  public void prefer(String name, Preferences preferences) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(PREFER)) {
        statement.setString(1, name);
        statement.setString(2, preferences.language());
        statement.setBoolean(3, preferences.shortcuts());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<PasswordHash> of(UserName name) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(PASSWORD)) {
        statement.setString(1, name.value());
        try (var r = statement.executeQuery()) {
          return r.next() ? Optional.of(new PasswordHash(r.getString(1))) : Optional.empty();
        }
      }
    });
  }

  @Override
  public boolean set(UserName name, PasswordHash password, String who) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(SET_PASSWORD)) {
        statement.setString(1, password.phc());
        statement.setString(2, name.value());
        if (statement.executeUpdate() == 0) {
          return false;
        }
      }
      endSessions(connection, name);
      PostgresActs.add(connection, who, Deed.PASSWORD_SET, name.value(), null);
      return true;
    });
  }

  @Override
  public void renew(UserName name, PasswordHash before, PasswordHash after) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(RENEW_PASSWORD)) {
        statement.setString(1, after.phc());
        statement.setString(2, name.value());
        statement.setString(3, before.phc());
        return statement.executeUpdate();
      }
    });
  }
}
