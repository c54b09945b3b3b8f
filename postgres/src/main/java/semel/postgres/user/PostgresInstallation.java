package semel.postgres.user;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import semel.database.Database;
import semel.settings.Installation;
import semel.settings.Settings;
import semel.users.Act.Deed;

/// What is set for the whole installation, on PostgreSQL.
public final class PostgresInstallation implements Installation {

  private static final String READ = "SELECT name, value FROM semel.setting";

  private static final String SET =
      """
      INSERT INTO semel.setting (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """;

  private static final String ZONE = "zone";
  private static final String SEGMENT_PRICE = "segment-price";

  private final Database database;

  public PostgresInstallation(Database database) {
    this.database = database;
  }

  @Override
  public Settings settings() {
    return database.transaction(PostgresInstallation::read);
  }

  private static Settings read(Connection connection) throws SQLException {
    var values = new HashMap<String, String>();
    try (var statement = connection.prepareStatement(READ);
        var r = statement.executeQuery()) {
      while (r.next()) {
        values.put(r.getString(1), r.getString(2));
      }
    }
    var usual = written(Settings.USUAL);
    usual.forEach(values::putIfAbsent);
    return new Settings(ZoneId.of(values.get(ZONE)), Integer.parseInt(values.get(SEGMENT_PRICE)));
  }

  private static Map<String, String> written(Settings settings) {
    return Map.of(
        ZONE, settings.zone().getId(), SEGMENT_PRICE, Integer.toString(settings.segmentPrice()));
  }

  @Override
  public void change(Settings settings, String who) {
    database.transaction(connection -> {
      var before = written(read(connection));
      for (var value : written(settings).entrySet()) {
        var old = before.get(value.getKey());
        if (!value.getValue().equals(old)) {
          set(connection, value.getKey(), value.getValue());
          var change = old + " → " + value.getValue();
          PostgresActs.add(connection, who, Deed.SETTING_CHANGED, value.getKey(), change);
        }
      }
      return true;
    });
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (var statement = connection.prepareStatement(SET)) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.executeUpdate();
    }
  }
}
