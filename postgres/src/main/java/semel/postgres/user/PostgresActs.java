package semel.postgres.user;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.database.Database;
import semel.users.Act;
import semel.users.Act.Deed;
import semel.users.Acts;

/// The account of what people did, on PostgreSQL.
public final class PostgresActs implements Acts {

  private static final String ADD =
      "INSERT INTO semel.act (who, what, about, detail) VALUES (?, ?, ?, ?)";

  private static final String NEWEST =
      """
      SELECT at, who, what, about, detail
      FROM semel.act
      ORDER BY id DESC
      LIMIT ?
      """;

  private final Database database;

  public PostgresActs(Database database) {
    this.database = database;
  }

  @Override
  public void add(String who, Deed deed, @Nullable String about, @Nullable String detail) {
    database.transaction(connection -> {
      add(connection, who, deed, about, detail);
      return true;
    });
  }

  /// In the transaction of what was done.
  static void add(
      Connection connection, String who, Deed deed, @Nullable String about, @Nullable String detail)
      throws SQLException {
    try (var statement = connection.prepareStatement(ADD)) {
      statement.setString(1, who);
      statement.setString(2, deed.key());
      statement.setString(3, about);
      statement.setString(4, detail);
      statement.executeUpdate();
    }
  }

  @Override
  public List<Act> newest(int limit) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(NEWEST)) {
        statement.setInt(1, limit);
        var acts = new ArrayList<Act>();
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            acts.add(
                new Act(
                    r.getObject(1, OffsetDateTime.class).toInstant(),
                    r.getString(2),
                    Deed.of(r.getString(3)).orElseThrow(),
                    r.getString(4),
                    r.getString(5)));
          }
        }
        return acts;
      }
    });
  }
}
