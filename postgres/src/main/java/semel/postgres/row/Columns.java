package semel.postgres.row;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Binds many rows to a statement that unnests them: one array for each column, in the order of the
/// statement, which casts each to its type. The arrays are written here, as the server reads them
/// (PostgreSQL, "Array Input and Output Syntax"): the driver's own arrays cost more than all else
/// that a claim costs this process. An instant is a number of microseconds since 1970, which the
/// server reads in a seventh of the time that a date takes it: `to_timestamp(c.at / 1e6::float8)`.
///
/// @param <T> a row
public final class Columns<T> {

  private final PreparedStatement statement;
  private final List<T> rows;
  private int position;

  public Columns(PreparedStatement statement, List<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /// The value of each row; a column without any is null as a whole.
  public void bind(Function<T, @Nullable Object> column) throws SQLException {
    statement.setObject(++position, array(column), Types.OTHER);
  }

  /// The same, or null as a whole where nothing of it is to be written.
  void bindIf(boolean written, Function<T, @Nullable Object> column) throws SQLException {
    if (written) {
      bind(column);
    } else {
      statement.setNull(++position, Types.OTHER);
    }
  }

  /// One value for all rows.
  void flag(boolean value) throws SQLException {
    statement.setBoolean(++position, value);
  }

  private @Nullable String array(Function<T, @Nullable Object> column) {
    var out = new StringBuilder();
    var any = false;
    for (var row : rows) {
      out.append(out.isEmpty() ? '{' : ',');
      var value = column.apply(row);
      any |= value != null;
      switch (value) {
        case null -> out.append("NULL");
        case String text -> quote(text, out);
        case Instant at -> out.append(micros(at));
        // Numbers, flags, ids: nothing in them means anything to an array.
        default -> out.append(value);
      }
    }
    return any ? out.append('}').toString() : null;
  }

  /// Rounded as the server rounds.
  private static long micros(Instant at) {
    return Math.addExact(
        Math.multiplyExact(at.getEpochSecond(), 1_000_000L), (at.getNano() + 500) / 1_000);
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
      out.append(text);
    } else {
      for (var i = 0; i < text.length(); i++) {
        var c = text.charAt(i);
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.append(c);
      }
    }
    out.append('"');
  }
}
