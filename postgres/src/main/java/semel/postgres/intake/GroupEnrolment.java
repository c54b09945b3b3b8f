package semel.postgres.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.intake.IdempotencyKey;
import semel.intake.IntakeLimits;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.postgres.row.Columns;

/// Many registrations in one transaction, for those nobody else is deciding about. Whoever needs
/// more than that goes alone: a key that came before or twice, somebody to wait for, a row that the
/// database refuses. A group never makes one of its people wait for another's trouble.
public final class GroupEnrolment {

  /// Short: whoever has to be waited for is waited for alone.
  private static final String PATIENCE = "SET LOCAL lock_timeout = '100ms'";

  /// Whoever counts waits for the commits of those who count the same: for each one disk write.
  private static final String PATIENCE_TO_COUNT = "SET LOCAL lock_timeout = '2s'";

  private static final String KNOWN_KEYS =
      "SELECT key FROM semel.idempotency_key WHERE key = ANY (?)";

  private static final String ENROLL =
      """
      SELECT place, lead_id, fresh, scheduled_for,
             extract(epoch FROM scheduled_for - clock_timestamp()) AS seconds
      FROM semel.enroll_all(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::jsonb[], ?::jsonb[], 'door')
      """;

  private static final String KEEP_KEYS =
      """
      INSERT INTO semel.idempotency_key (key, fingerprint, lead_id, fresh)
      SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::boolean[])
        AS k (key, fingerprint, lead_id, fresh)
      ORDER BY key
      ON CONFLICT (key) DO NOTHING
      """;

  private GroupEnrolment() {}

  /// Writes those it can, each as [Enrolment] would, in order; null for whoever has to go alone.
  public static List<@Nullable Registered> write(
      Connection connection, List<Registration> group, IntakeLimits limits) throws SQLException {
    var registered = new ArrayList<@Nullable Registered>(Collections.nCopies(group.size(), null));
    try {
      execute(connection, PATIENCE);
      var places = placesTogether(connection, group);
      var counters = new Counters(connection, limits);
      refuse(counters, group, places, registered);
      if (!enroll(connection, group, places, registered)
          || !count(connection, counters, group, registered)) {
        return alone(connection, group);
      }
    } catch (SQLException e) {
      if (!aboutOne(e)) {
        throw e;
      }
      return alone(connection, group);
    }
    return registered;
  }

  /// Takes out those that a limit refuses, or may refuse, before anything is written.
  private static void refuse(
      Counters counters,
      List<Registration> group,
      List<Integer> places,
      List<@Nullable Registered> registered)
      throws SQLException {
    var refused = counters.refused(places.stream().map(group::get).toList());
    var left = new ArrayList<Integer>();
    for (var at = 0; at < places.size(); at++) {
      if (refused.containsKey(at)) {
        registered.set(places.get(at), refused.get(at));
      } else {
        left.add(places.get(at));
      }
    }
    places.retainAll(left);
  }

  /// False when others have reached a limit meanwhile. Counted last: of all that is locked here the
  /// counters are what others wait for.
  private static boolean count(
      Connection connection,
      Counters counters,
      List<Registration> group,
      List<@Nullable Registered> registered)
      throws SQLException {
    var fresh = new ArrayList<Registration>();
    for (var place = 0; place < group.size(); place++) {
      if (registered.get(place) instanceof Registered.Fresh) {
        fresh.add(group.get(place));
      }
    }
    if (!counters.concern(fresh)) {
      return true;
    }
    execute(connection, PATIENCE_TO_COUNT);
    return counters.count(fresh).isEmpty();
  }

  /// Somebody has to be waited for, or one row is refused: nobody knows yet which.
  private static boolean aboutOne(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.equals(Enrolment.LOCK_TIMEOUT)
        || state.startsWith("22") // data that the database cannot take
        || state.startsWith("23"); // a constraint
  }

  private static List<@Nullable Registered> alone(Connection connection, List<Registration> group)
      throws SQLException {
    connection.rollback();
    return Collections.nCopies(group.size(), null);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The places of those who may go together: without a key, or the first to name a new one.
  private static List<Integer> placesTogether(Connection connection, List<Registration> group)
      throws SQLException {
    var taken = knownKeys(connection, group);
    var places = new ArrayList<Integer>();
    for (var place = 0; place < group.size(); place++) {
      var key = group.get(place).key();
      if (key == null || taken.add(key.value())) {
        places.add(place);
      }
    }
    return places;
  }

  private static Set<String> knownKeys(Connection connection, List<Registration> group)
      throws SQLException {
    var known = new HashSet<String>();
    var keys =
        group.stream()
            .map(Registration::key)
            .filter(Objects::nonNull)
            .map(IdempotencyKey::value)
            .toArray();
    if (keys.length == 0) {
      return known;
    }
    try (var statement = connection.prepareStatement(KNOWN_KEYS)) {
      statement.setArray(1, connection.createArrayOf("text", keys));
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          known.add(r.getString("key"));
        }
      }
    }
    return known;
  }

  /// False when a key was taken meanwhile.
  private static boolean enroll(
      Connection connection,
      List<Registration> group,
      List<Integer> places,
      List<@Nullable Registered> registered)
      throws SQLException {
    if (places.isEmpty()) {
      return true;
    }
    places.forEach(place -> registered.set(place, new Registered.NoCampaign()));
    try (var statement = connection.prepareStatement(ENROLL)) {
      bind(statement, places.stream().map(group::get).toList());
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          registered.set(places.get(r.getInt("place") - 1), Enrolment.registered(r));
        }
      }
    }
    return keepKeys(connection, group, registered);
  }

  private static void bind(PreparedStatement statement, List<Registration> group)
      throws SQLException {
    var columns = new Columns<>(statement, group);
    columns.bind(Registration::campaign);
    columns.bind(Registration::name);
    columns.bind(registration -> registration.email().address());
    columns.bind(Registration::typedPhone);
    columns.bind(registration -> registration.phone().e164());
    columns.bind(Registration::source);
    columns.bind(Registration::answers);
    columns.bind(Registration::metadata);
  }

  private static boolean keepKeys(
      Connection connection, List<Registration> group, List<@Nullable Registered> registered)
      throws SQLException {
    var rows = new ArrayList<Kept>();
    for (var place = 0; place < group.size(); place++) {
      var key = group.get(place).key();
      if (key == null) {
        continue;
      }
      if (registered.get(place) instanceof Registered.Fresh(var lead, _, _)) {
        rows.add(new Kept(key, lead, true));
      } else if (registered.get(place) instanceof Registered.Known(var lead, _)) {
        rows.add(new Kept(key, lead, false));
      }
    }
    if (rows.isEmpty()) {
      return true;
    }
    try (var statement = connection.prepareStatement(KEEP_KEYS)) {
      var columns = new Columns<>(statement, rows);
      columns.bind(row -> row.key.value());
      columns.bind(row -> row.key.fingerprint());
      columns.bind(row -> row.lead.value());
      columns.bind(Kept::fresh);
      return statement.executeUpdate() == rows.size();
    }
  }

  private record Kept(IdempotencyKey key, LeadId lead, boolean fresh) {}
}
