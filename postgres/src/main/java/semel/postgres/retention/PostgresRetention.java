package semel.postgres.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import semel.database.Database;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Forgets what was kept long enough, a small batch at a time; used by one loop.
///
/// Of a lead it asks for what a person would ask for: the sweep then erases it, and the proof
/// stays.
public final class PostgresRetention {

  /// The leads are walked in the order in which they came, since an index of those that are not
  /// erased would cost every registration a write. On another history (§10) what looks ended may
  /// not be.
  private static final String ERASE =
      """
      WITH next AS MATERIALIZED (
        SELECT l.id, l.created_at, l.erase_asked_at
        FROM semel.lead l
        WHERE l.created_at < clock_timestamp() - ? * interval '1 second'
          AND (l.created_at, l.id) > (?, ?::uuid)
        ORDER BY l.created_at, l.id
        LIMIT 500
      ), asked AS (
        UPDATE semel.lead l
        SET name = NULL, answers = NULL, metadata = NULL, source = NULL,
            erase_asked_at = clock_timestamp(), updated_at = clock_timestamp()
        FROM next n
        WHERE l.id = n.id AND l.erase_asked_at IS NULL AND semel.same_history()
          AND NOT EXISTS (SELECT FROM semel.message m
                          WHERE m.lead_id = n.id
                            AND (m.settled_at IS NULL
                                 OR m.settled_at
                                    >= clock_timestamp() - ? * interval '1 second'))
      )
      SELECT n.created_at, n.id FROM next n ORDER BY n.created_at, n.id
      """;

  private static final String FORGET_ACTS =
      """
      DELETE FROM semel.act
      WHERE id IN (SELECT id FROM semel.act
                   WHERE at < clock_timestamp() - ? * interval '1 second'
                   ORDER BY id
                   LIMIT 500)
      RETURNING at, id
      """;

  /// The story of messages that ended goes, in the order in which it was written, unless somebody
  /// may want to read it: where there was a doubt, a failure or an incident all of it stays. On
  /// another history (§10) what looks ended may not be.
  private static final String FORGET_LINES =
      """
      WITH next AS MATERIALIZED (
        SELECT j.id, j.lead_id, j.at < clock_timestamp() - ? * interval '1 second' AS old
        FROM semel.journal j
        WHERE j.id > ?
        ORDER BY j.id
        LIMIT 500
      ), gone AS (
        DELETE FROM semel.journal j
        USING next n
        WHERE j.id = n.id AND n.old AND semel.same_history()
          AND NOT EXISTS (SELECT FROM semel.journal d
                          WHERE d.lead_id = n.lead_id
                            AND (d.mark = 2 OR d.to_state IN (2, 3, 5)))
          AND NOT EXISTS (SELECT FROM semel.message m
                          WHERE m.lead_id = n.lead_id
                            AND (m.settled_at IS NULL
                                 OR m.settled_at
                                    >= clock_timestamp() - ? * interval '1 second'))
      )
      SELECT n.id FROM next n WHERE n.old ORDER BY n.id
      """;

  /// The newest of each rule stays: it says what the next one has to count from. So does what is
  /// still tried to be told.
  private static final String FORGET_ALARMS =
      """
      WITH gone AS (
        DELETE FROM semel.alert
        WHERE id IN (SELECT a.id
                     FROM semel.alert a
                     WHERE a.raised_at < clock_timestamp() - ? * interval '1 second'
                       AND (a.over_at IS NOT NULL OR NOT a.lasts)
                       AND EXISTS (SELECT FROM semel.alert n WHERE n.rule = a.rule AND n.id > a.id)
                       AND NOT EXISTS (SELECT FROM semel.telling t
                                       WHERE t.alert_id = a.id AND t.told_at IS NULL
                                         AND t.made_at > clock_timestamp() - interval '3 days')
                     ORDER BY a.id
                     LIMIT 500)
        RETURNING id
      ), unsaid AS (
        DELETE FROM semel.telling t USING gone WHERE t.alert_id = gone.id
      )
      SELECT id FROM gone
      """;

  private static final Duration BETWEEN_BATCHES = Duration.ofMillis(500);
  private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);

  /// Once a day all is walked anew: what had not ended may have by then.
  private static final int ROUNDS_A_DAY = 24;

  private static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));

  private final Database database;
  private final Terms terms;
  private Place reached = BEGINNING;
  private long line;
  private int rounds;

  /// How long what is kept; empty for ever.
  ///
  /// @param leads since both messages ended, until the person is erased
  /// @param lines since both messages ended, until the journal forgets how
  /// @param acts since somebody did something
  /// @param alarms since they were raised, where they are over
  public record Terms(
      Optional<Duration> leads,
      Optional<Duration> lines,
      Optional<Duration> acts,
      Optional<Duration> alarms) {}

  private record Place(Instant at, UUID lead) {}

  public PostgresRetention(Database database, Terms terms) {
    this.database = database;
    this.terms = terms;
  }

  /// Forgets one batch of each; how long until there may be more to forget.
  public Duration step() {
    return database.transaction(connection -> {
      var leads = terms.leads().isPresent() && leads(connection, terms.leads().get());
      var lines = terms.lines().isPresent() && lines(connection, terms.lines().get());
      var acts = terms.acts().isPresent() && forget(connection, FORGET_ACTS, terms.acts().get());
      var alarms =
          terms.alarms().isPresent() && forget(connection, FORGET_ALARMS, terms.alarms().get());
      if (leads || lines || acts || alarms) {
        return BETWEEN_BATCHES;
      }
      rounds++;
      return BETWEEN_ROUNDS;
    });
  }

  private boolean leads(Connection connection, Duration kept) throws SQLException {
    var from = reached;
    var seen =
        Slots.rows(
            connection,
            ERASE,
            slots ->
                slots.big(kept.toSeconds()).time(from.at()).id(from.lead()).big(kept.toSeconds()),
            r -> new Place(Row.moment(r, "created_at"), r.getObject("id", UUID.class)));
    if (seen.isEmpty()) {
      reached = beginsAnew() ? BEGINNING : from;
    } else {
      reached = seen.getLast();
    }
    return !seen.isEmpty();
  }

  private boolean beginsAnew() {
    return rounds % ROUNDS_A_DAY == ROUNDS_A_DAY - 1;
  }

  private boolean lines(Connection connection, Duration kept) throws SQLException {
    var from = line;
    var seen =
        Slots.rows(
            connection,
            FORGET_LINES,
            slots -> slots.big(kept.toSeconds()).big(from).big(kept.toSeconds()),
            r -> r.getLong("id"));
    if (seen.isEmpty()) {
      line = beginsAnew() ? 0 : from;
    } else {
      line = seen.getLast();
    }
    return !seen.isEmpty();
  }

  private static boolean forget(Connection connection, String batch, Duration kept)
      throws SQLException {
    return !Slots.rows(
            connection, batch, slots -> slots.big(kept.toSeconds()), r -> r.getLong("id"))
        .isEmpty();
  }
}
