package semel.postgres.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.intake.IdempotencyKey;
import semel.intake.IntakeLimits;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.postgres.row.Row;

/// One registration in a transaction of its own (protocol §9). Unique indexes decide every race.
public final class Enrolment {

  /// How long a repeat waits for the first request with its key, and who counts for another.
  private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

  private static final String TAKE_KEY =
      """
      INSERT INTO semel.idempotency_key (key, fingerprint)
      VALUES (?, ?)
      ON CONFLICT (key) DO NOTHING
      """;

  private static final String READ_KEY =
      """
      SELECT k.fingerprint = ? AS same_request, k.fresh, k.lead_id, l.scheduled_for
      FROM semel.idempotency_key k
      JOIN semel.lead l ON l.id = k.lead_id
      WHERE k.key = ?
      """;

  private static final String KEEP_KEY =
      "UPDATE semel.idempotency_key SET lead_id = ?, fresh = ? WHERE key = ?";

  private static final String ENROLL =
      """
      SELECT lead_id, fresh, scheduled_for,
             extract(epoch FROM scheduled_for - clock_timestamp()) AS seconds
      FROM semel.enroll(?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'door')
      """;

  private static final String REPLAYED =
      """
      INSERT INTO semel.blocked_repeat (lead_id, reason, who)
      VALUES (?, 'same request replayed', 'door')
      """;

  /// PostgreSQL: a lock was not available in time.
  static final String LOCK_TIMEOUT = "55P03";

  private Enrolment() {}

  /// Writes it, or finds what it is a repeat of. A replay is answered whatever the limits say.
  public static Registered write(
      Connection connection, Registration registration, IntakeLimits limits) throws SQLException {
    var registered = written(connection, registration, new Counters(connection, limits));
    switch (registered) {
      case Registered.NoCampaign _,
          Registered.KeyBusy _,
          Registered.Limited _,
          Registered.Crowded _ ->
          connection.rollback();
      case Registered.Fresh _,
          Registered.Known _,
          Registered.Replayed _,
          Registered.KeyReused _,
          Registered.Unsure _ -> {}
    }
    return registered;
  }

  private static Registered written(
      Connection connection, Registration registration, Counters counters) throws SQLException {
    var key = registration.key();
    if (key == null) {
      return enroll(connection, registration, counters);
    }
    try {
      if (!takeKey(connection, key)) {
        return replay(connection, key);
      }
    } catch (SQLException e) {
      if (LOCK_TIMEOUT.equals(e.getSQLState())) {
        return new Registered.KeyBusy();
      }
      throw e;
    }
    var registered = enroll(connection, registration, counters);
    switch (registered) {
      case Registered.Fresh(var lead, _, _) -> keepKey(connection, key, lead, true);
      case Registered.Known(var lead, _) -> keepKey(connection, key, lead, false);
      case Registered.NoCampaign _, Registered.Limited _, Registered.Crowded _ -> {}
      case Registered.Replayed _, Registered.KeyReused _, Registered.KeyBusy _ ->
          throw new IllegalStateException("an enrolment has no key");
      case Registered.Unsure _ ->
          throw new IllegalStateException("it is being written now, and not committed yet");
    }
    return registered;
  }

  private static boolean takeKey(Connection connection, IdempotencyKey key) throws SQLException {
    try (var patience = connection.createStatement();
        var statement = connection.prepareStatement(TAKE_KEY)) {
      patience.execute(PATIENCE);
      statement.setString(1, key.value());
      statement.setString(2, key.fingerprint());
      return statement.executeUpdate() == 1;
    }
  }

  private static void keepKey(Connection connection, IdempotencyKey key, LeadId lead, boolean fresh)
      throws SQLException {
    try (var statement = connection.prepareStatement(KEEP_KEY)) {
      statement.setObject(1, lead.value());
      statement.setBoolean(2, fresh);
      statement.setString(3, key.value());
      statement.executeUpdate();
    }
  }

  private static Registered replay(Connection connection, IdempotencyKey key) throws SQLException {
    try (var statement = connection.prepareStatement(READ_KEY)) {
      statement.setString(1, key.fingerprint());
      statement.setString(2, key.value());
      try (var r = statement.executeQuery()) {
        if (!r.next()) {
          return new Registered.KeyBusy(); // cleaned up between the two statements
        }
        if (!r.getBoolean("same_request")) {
          return new Registered.KeyReused();
        }
        var lead = Row.lead(r);
        try (var repeat = connection.prepareStatement(REPLAYED)) {
          repeat.setObject(1, lead.value());
          repeat.executeUpdate();
        }
        return new Registered.Replayed(lead, Row.moment(r, "scheduled_for"), r.getBoolean("fresh"));
      }
    }
  }

  /// Counted last: of all that is locked here the counters are what others wait for.
  private static Registered enroll(
      Connection connection, Registration registration, Counters counters) throws SQLException {
    var refused = counters.refused(List.of(registration)).get(0);
    if (refused != null) {
      return refused;
    }
    var registered = enroll(connection, registration);
    return registered instanceof Registered.Fresh
        ? counted(connection, registration, counters).orElse(registered)
        : registered;
  }

  /// Why it is not taken after all. Who counts the same may stand still: nobody waits for long,
  /// since each who waits has a connection.
  private static Optional<Registered> counted(
      Connection connection, Registration registration, Counters counters) throws SQLException {
    try (var patience = connection.createStatement()) {
      patience.execute(PATIENCE);
      return counters.count(List.of(registration)).map(limited -> limited);
    } catch (SQLException e) {
      if (LOCK_TIMEOUT.equals(e.getSQLState())) {
        return Optional.of(new Registered.Crowded());
      }
      throw e;
    }
  }

  private static Registered enroll(Connection connection, Registration registration)
      throws SQLException {
    try (var statement = connection.prepareStatement(ENROLL)) {
      bind(statement, registration);
      try (var r = statement.executeQuery()) {
        return r.next() ? registered(r) : new Registered.NoCampaign();
      }
    }
  }

  private static void bind(PreparedStatement statement, Registration registration)
      throws SQLException {
    statement.setString(1, registration.campaign());
    statement.setString(2, registration.name());
    statement.setString(3, registration.email().address());
    statement.setString(4, registration.typedPhone());
    statement.setString(5, registration.phone().e164());
    statement.setString(6, registration.source());
    statement.setString(7, registration.answers());
    statement.setString(8, registration.metadata());
  }

  /// What became of a registration that had no key, or the first with its key.
  static Registered registered(ResultSet r) throws SQLException {
    var lead = Row.lead(r);
    var scheduledFor = Row.moment(r, "scheduled_for");
    return r.getBoolean("fresh")
        ? new Registered.Fresh(
            lead, scheduledFor, Duration.ofNanos((long) (r.getDouble("seconds") * 1e9)))
        : new Registered.Known(lead, scheduledFor);
  }
}
