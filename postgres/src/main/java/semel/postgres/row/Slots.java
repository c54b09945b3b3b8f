package semel.postgres.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parameters of a statement, bound in the order of the statement.
public final class Slots {

  private final Connection connection;
  private final PreparedStatement statement;
  private int position;

  private Slots(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  /// Binds what a statement asks.
  @FunctionalInterface
  public interface Binder {
    void bind(Slots slots) throws SQLException;
  }

  /// Reads one row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet r) throws SQLException;
  }

  /// Every row of a query.
  public static <T> List<T> rows(Connection connection, String sql, Binder binder, Reader<T> reader)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      binder.bind(new Slots(connection, statement));
      try (var r = statement.executeQuery()) {
        var rows = new ArrayList<T>();
        while (r.next()) {
          rows.add(reader.read(r));
        }
        return rows;
      }
    }
  }

  public Slots text(@Nullable String value) throws SQLException {
    statement.setString(++position, value);
    return this;
  }

  public Slots flag(boolean value) throws SQLException {
    statement.setBoolean(++position, value);
    return this;
  }

  public Slots number(int value) throws SQLException {
    statement.setInt(++position, value);
    return this;
  }

  public Slots big(long value) throws SQLException {
    statement.setLong(++position, value);
    return this;
  }

  public Slots small(@Nullable Short value) throws SQLException {
    statement.setObject(++position, value, Types.SMALLINT);
    return this;
  }

  public Slots id(@Nullable UUID value) throws SQLException {
    statement.setObject(++position, value, Types.OTHER);
    return this;
  }

  public Slots time(Instant value) throws SQLException {
    statement.setObject(++position, Row.timestamp(value));
    return this;
  }

  /// Binds an array.
  ///
  /// @param type of an element, for example `text`
  public Slots list(String type, Collection<?> values) throws SQLException {
    statement.setArray(++position, connection.createArrayOf(type, values.toArray()));
    return this;
  }

  /// Like [#list], or none at all.
  public Slots listOrNone(String type, @Nullable Collection<?> values) throws SQLException {
    if (values != null) {
      return list(type, values);
    }
    statement.setNull(++position, Types.ARRAY);
    return this;
  }

  public Slots times(Collection<Instant> values) throws SQLException {
    return list("timestamptz", values.stream().map(Row::timestamp).toList());
  }
}
