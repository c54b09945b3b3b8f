package semel.postgres.claim;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.database.CommitUnknown;
import semel.database.Database;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.MessageKey;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;

/// Lapsed claims and doubts on PostgreSQL.
public final class PostgresDoubts implements Doubts {

  /// Whose lease is over was claimed when it was due, and what was put off beyond its end is seen
  /// to when it comes back: nobody looks at all that waits. What is too late is so only where it is
  /// certain that it was not sent: on another history (§10) it waits for the claim that doubts it.
  private static final String LAPSED =
      """
      SELECT m.lead_id, m.channel
      FROM semel.message m
      WHERE m.open AND m.channel IN (0, 1) AND m.next_at <= (SELECT clock_timestamp())
        AND ((m.state = 1 AND m.lease_until < clock_timestamp())
             OR (m.state = 0 AND m.not_after <= clock_timestamp() AND semel.same_history()))
      LIMIT 500
      FOR UPDATE SKIP LOCKED
      """;

  /// Among the first of each channel, since what was due first was claimed first. With a limit the
  /// planner follows the index; without one it reads the table where it takes much for due.
  private static final String NEXT_LAPSE =
      """
      SELECT extract(epoch FROM min(due.lease_until) - clock_timestamp())
      FROM unnest(array[0, 1]::smallint[]) AS c(channel)
      CROSS JOIN LATERAL (SELECT m.state, m.lease_until FROM semel.message m
                          WHERE m.open AND m.channel = c.channel
                            AND m.next_at <= (SELECT clock_timestamp())
                          ORDER BY m.next_at
                          LIMIT 10000) AS due
      WHERE due.state = 1
      """;

  /// Erases what a person asked to erase, once no attempt of theirs is open.
  private static final String ERASE_SETTLED =
      """
      WITH ready AS (
        SELECT l.id
        FROM semel.lead l
        WHERE l.erase_asked_at IS NOT NULL AND l.erased_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM semel.message m
                          WHERE m.lead_id = l.id AND m.settled_at IS NULL)
      ), bodies AS (
        UPDATE semel.message m SET body = NULL FROM ready WHERE m.lead_id = ready.id
      ), captures AS (
        DELETE FROM semel.sandbox_capture c USING ready WHERE c.lead_id = ready.id
      )
      UPDATE semel.lead l
      SET phone = NULL, email = NULL, phone_typed = NULL, erased_at = clock_timestamp()
      FROM ready WHERE l.id = ready.id
      """;

  /// Keys live at least 48 h (§9).
  private static final String FORGET_KEYS =
      """
      DELETE FROM semel.idempotency_key
      WHERE key IN (SELECT key FROM semel.idempotency_key
                    WHERE created_at < clock_timestamp() - interval '72 hours' LIMIT 1000)
      """;

  /// Counts of windows that are over, skipping what the door counts in right now.
  private static final String FORGET_COUNTS =
      """
      DELETE FROM semel.intake_count
      WHERE (scope, subject, slot) IN (SELECT scope, subject, slot FROM semel.intake_count
                                       WHERE until < clock_timestamp() - interval '1 minute'
                                       LIMIT 10000
                                       FOR UPDATE SKIP LOCKED)
      """;

  /// The range says no more than IS NOT NULL, but a planner without statistics takes that for
  /// nearly every row, and reads the whole table.
  private static final String OPEN =
      """
      SELECT m.*, m.ctid AS place, l.phone, l.email, clock_timestamp() AS now,
             greatest(m.doubt_since, m.lease_until) AS open_since
      FROM semel.message m
      JOIN semel.lead l ON l.id = m.lead_id
      WHERE m.doubt_since > '-infinity' AND m.state = 2 AND m.account = ANY (?)
      ORDER BY m.doubt_since
      LIMIT ?
      """;

  /// Look-ups have a gate of their own (R5).
  private static final String LOOK_GATE =
      """
      INSERT INTO semel.rate_gate AS g (account, spacing, burst, tat)
      VALUES (?, interval '10 ms', 100, clock_timestamp() + interval '10 ms')
      ON CONFLICT (account) DO UPDATE SET tat = greatest(g.tat, clock_timestamp()) + g.spacing
      WHERE g.tat <= clock_timestamp() + g.spacing * (g.burst - 1)
      """;

  private static final String TURN =
      """
      UPDATE semel.message
      SET next_at = clock_timestamp() + ? * interval '1 millisecond'
      WHERE lead_id = ? AND channel = ? AND claim_id = ? AND state = 2
        AND next_at <= clock_timestamp()
      """;

  private static final String ABSENT =
      """
      UPDATE semel.message
      SET absent_at = coalesce(absent_at, clock_timestamp()),
          next_at = clock_timestamp() + ? * interval '1 millisecond'
      WHERE lead_id = ? AND channel = ? AND claim_id = ? AND state = 2
      """;

  private final Database database;
  private final RandomGenerator random;

  /// @param random for jitter; used by many threads at once
  public PostgresDoubts(Database database, RandomGenerator random) {
    this.database = database;
    this.random = random;
  }

  @Override
  public Sweep sweep(RetryPolicy retry) {
    return database.transaction(connection -> {
      var changes = new ArrayList<Change>();
      for (var row : Rows.lock(connection, lapsed(connection)).values()) {
        // A lapse asks nothing of the provider, so its capability does not matter.
        var terms = terms(new Capability.Blind(), retry, row);
        var decision = Lifecycle.decide(row.message(), new Event.Swept(), terms);
        changes.add(new Change(row, decision, "sweep"));
      }
      var entries = Rows.write(connection, changes);
      try (var statement = connection.createStatement()) {
        statement.executeUpdate(ERASE_SETTLED);
        statement.executeUpdate(FORGET_KEYS);
        statement.executeUpdate(FORGET_COUNTS);
      }
      return new Sweep(entries, nextLapse(connection));
    });
  }

  private static List<MessageKey> lapsed(Connection connection) throws SQLException {
    var keys = new ArrayList<MessageKey>();
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(LAPSED)) {
      while (r.next()) {
        keys.add(new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel"))));
      }
    }
    return keys;
  }

  private static Optional<Duration> nextLapse(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(NEXT_LAPSE)) {
      r.next();
      var seconds = r.getDouble(1);
      return r.wasNull()
          ? Optional.empty()
          : Optional.of(Duration.ofMillis((long) Math.max(0, seconds * 1000)));
    }
  }

  @Override
  public List<Doubt> open(Set<AccountId> accounts, int limit) {
    return database.transaction(connection -> {
      var doubts = new ArrayList<Doubt>();
      try (var statement = connection.prepareStatement(OPEN)) {
        var names = accounts.stream().map(AccountId::value).toArray();
        statement.setArray(1, connection.createArrayOf("text", names));
        statement.setInt(2, limit);
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            doubt(r).ifPresent(doubts::add);
          }
        }
      }
      return doubts;
    });
  }

  private static Optional<Doubt> doubt(ResultSet r) throws SQLException {
    var row = Row.read(r);
    var account = row.account();
    if (row.message().claim() == null || account == null || row.recipient().isEmpty()) {
      return Optional.empty(); // the schema forbids it; an erased recipient is erased when settled
    }
    var openSince = Row.moment(r, "open_since");
    var first = row.message().attempts().firstAt();
    var times =
        new Doubt.Times(
            first == null ? openSince : first,
            openSince,
            Row.moment(r, "next_at"),
            row.trace().firstAbsent(),
            row.now());
    return Optional.of(new Doubt(row.message(), account, row.recipient().get(), row.body(), times));
  }

  @Override
  public boolean takeTurn(Doubt doubt, Duration pause) {
    try {
      return database.transaction(connection ->
          passLookGate(connection, doubt.account())
              && moveNext(connection, TURN, doubt, pause) == 1);
    } catch (CommitUnknown _) {
      return false; // whoever comes next may ask
    }
  }

  private static boolean passLookGate(Connection connection, AccountId account)
      throws SQLException {
    try (var statement = connection.prepareStatement(LOOK_GATE)) {
      statement.setString(1, account.value() + ":look-ups");
      return statement.executeUpdate() == 1;
    }
  }

  private static int moveNext(Connection connection, String sql, Doubt doubt, Duration pause)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, pause.toMillis());
      statement.setObject(2, doubt.key().lead().value());
      statement.setShort(3, Codes.of(doubt.key().channel()));
      statement.setObject(4, doubt.claim().value());
      return statement.executeUpdate();
    }
  }

  @Override
  public void noteAbsent(Doubt doubt, Duration pause) {
    database.transaction(connection -> moveNext(connection, ABSENT, doubt, pause));
  }

  @Override
  public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
    return database.transaction(connection -> {
      var changes = new ArrayList<Change>();
      for (var row : Rows.lock(connection, List.of(doubt.key())).values()) {
        var terms = terms(account.capability(), retry, row);
        var decision = Lifecycle.decide(row.message(), event, terms);
        changes.add(new Change(row, decision, "reconcile"));
      }
      return Rows.write(connection, changes);
    });
  }

  private Terms terms(Capability capability, RetryPolicy retry, Row row) {
    return new Terms(capability, retry, row.now(), random.nextDouble());
  }
}
