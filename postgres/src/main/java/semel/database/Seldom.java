package semel.database;

import java.sql.SQLException;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A count that is made anew the more seldom the more there is to count, so that counting a million
/// rows costs about as little as counting none.
public final class Seldom<T> {

  /// Up to here it is made each time.
  private static final long FEW = 10_000;

  /// About a thousand times what counting one row takes: a million rests 100 seconds.
  private static final long REST_NANOS = 100_000;

  /// Counts rows.
  @FunctionalInterface
  public interface Counting<T> {
    T count() throws SQLException;
  }

  private final ToLongFunction<T> size;
  private final LongSupplier nanoTime;
  private @Nullable T last;
  private long until;

  /// @param size how many rows made up a count
  /// @param nanoTime a clock that only goes forward, in nanoseconds
  public Seldom(ToLongFunction<T> size, LongSupplier nanoTime) {
    this.size = size;
    this.nanoTime = nanoTime;
  }

  /// The last count while it rests, else a new one.
  public synchronized T get(Counting<T> counting) throws SQLException {
    var now = nanoTime.getAsLong();
    if (last != null && now - until < 0) {
      return last;
    }
    var count = counting.count();
    var rows = size.applyAsLong(count);
    last = rows > FEW ? count : null;
    until = now + rows * REST_NANOS;
    return count;
  }
}
