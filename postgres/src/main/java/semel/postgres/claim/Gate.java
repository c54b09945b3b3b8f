package semel.postgres.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import semel.account.AccountId;
import semel.dispatch.Closing.Pause;

/// The row that every claim of an account locks first (R5): it bounds claims over all workers with
/// no clock but the database's.
final class Gate {

  /// `free` is how many claims the rate allows now, never below 0 (a rate may just have been
  /// lowered); -1 where no rate is set. The live history is compared here too, so that a claim on
  /// another history cannot be made (§10). What follows in a claim is always the same few
  /// statements, and planning them anew each time takes longer than running them.
  private static final String ENTER =
      """
      SELECT set_config('synchronous_commit', 'on', true),
             set_config('plan_cache_mode', 'force_generic_plan', true),
             extract(epoch FROM paused_until - clock_timestamp()) AS paused_seconds,
             pause_reason,
             paused_by,
             CASE WHEN spacing IS NULL THEN -1
                  ELSE greatest(0, floor(
                         burst - greatest(extract(epoch FROM tat - clock_timestamp()), 0)
                                 / extract(epoch FROM spacing))) END AS free,
             extract(epoch FROM tat - spacing * (burst - 1) - clock_timestamp()) AS rate_seconds,
             semel.same_history() AS same_history
      FROM semel.rate_gate g
      WHERE g.account = ?
      FOR UPDATE OF g
      """;

  private static final String TAKE =
      """
      UPDATE semel.rate_gate
      SET tat = greatest(tat, clock_timestamp()) + spacing * ?
      WHERE account = ? AND spacing IS NOT NULL
      """;

  private static final String PAUSE =
      """
      UPDATE semel.rate_gate
      SET paused_until = greatest(coalesce(paused_until, '-infinity'),
                                  clock_timestamp() + ? * interval '1 millisecond'),
          pause_reason = ?
      WHERE account = ?
      """;

  private static final String OPEN =
      """
      INSERT INTO semel.rate_gate (account, spacing, burst)
      VALUES (?, ? * interval '1 millisecond', ?)
      ON CONFLICT (account) DO UPDATE SET spacing = excluded.spacing, burst = excluded.burst
      """;

  /// How long a worker leaves an account alone that a person paused: nothing wakes it.
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(2);

  /// So many claims are free where no rate is set.
  static final int UNLIMITED = Integer.MAX_VALUE;

  private Gate() {}

  /// What the gate says.
  sealed interface Entry {
    /// At most this many claims now; [#UNLIMITED] need not be taken from the gate.
    record Free(int claims) implements Entry {}

    /// None for a while.
    record Shut(String reason, Duration pause) implements Entry {}

    /// The database's past is not the one the claims stand on.
    record OtherHistory() implements Entry {}
  }

  static Entry enter(Connection connection, AccountId account) throws SQLException {
    try (var statement = connection.prepareStatement(ENTER)) {
      statement.setString(1, account.value());
      try (var r = statement.executeQuery()) {
        if (!r.next()) {
          throw new SQLException("there is no gate for account " + account);
        }
        if (!r.getBoolean("same_history")) {
          return new Entry.OtherHistory();
        }
        var by = r.getString("paused_by");
        if (by != null) {
          return new Entry.Shut("paused by " + by, UNTIL_ASKED_AGAIN);
        }
        var paused = r.getDouble("paused_seconds");
        if (paused > 0) {
          var reason = Optional.ofNullable(r.getString("pause_reason")).orElse("paused");
          return new Entry.Shut(reason, seconds(paused));
        }
        var free = r.getInt("free");
        if (free < 0) {
          return new Entry.Free(UNLIMITED);
        }
        return free == 0
            ? new Entry.Shut("rate", seconds(r.getDouble("rate_seconds")))
            : new Entry.Free(free);
      }
    }
  }

  static void take(Connection connection, AccountId account, int claims) throws SQLException {
    try (var statement = connection.prepareStatement(TAKE)) {
      statement.setInt(1, claims);
      statement.setString(2, account.value());
      statement.executeUpdate();
    }
  }

  static void pause(Connection connection, AccountId account, Pause pause) throws SQLException {
    try (var statement = connection.prepareStatement(PAUSE)) {
      statement.setLong(1, pause.length().toMillis());
      statement.setString(2, pause.reason());
      statement.setString(3, account.value());
      statement.executeUpdate();
    }
  }

  /// Makes the gate, or gives it another rate.
  static void open(Connection connection, AccountId account, GateRate rate) throws SQLException {
    try (var statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, account.value());
      if (rate.unlimited()) {
        statement.setNull(2, java.sql.Types.DOUBLE);
      } else {
        statement.setDouble(2, rate.per().toNanos() / 1e6 / rate.count());
      }
      statement.setInt(3, rate.count());
      statement.executeUpdate();
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(1, (long) Math.ceil(seconds * 1000)));
  }
}
