package semel.postgres.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import semel.account.Account;
import semel.account.AccountId;
import semel.database.Database;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;

/// What happens when the database's past changes (§10): a fail-over or a restore may have lost
/// claims whose messages are out, so everything that may have been claimed is in doubt.
final class History {

  private static final String TURN = "SELECT pg_advisory_xact_lock(7235986410)";

  private static final String SAME = "SELECT semel.same_history()";

  /// Nobody may move a message between the steps: one that was swept to in doubt after the open
  /// doubts were seen to, and before the claimed ones were, would keep its old name and lease.
  private static final String ALONE = "LOCK TABLE semel.message IN EXCLUSIVE MODE";

  /// Clocks differ between servers, hence the hour.
  private static final String ENDANGERED =
      """
      SELECT lead_id, channel
      FROM semel.message
      WHERE open AND state IN (0, 1) AND channel = ?
        AND least(due_at, next_at) <= clock_timestamp() + interval '1 hour'
      """;

  private static final String REWRITE =
      """
      UPDATE semel.history h
      SET system_identifier = l.system_identifier, timeline = l.timeline,
          placed_at = l.placed_at, message_table = l.message_table,
          changed_at = clock_timestamp(), doubted = ?
      FROM semel.live_history() l
      """;

  /// What was learnt about an open doubt may belong to the lost history: its waits begin anew,
  /// under a name that nobody has watched yet, and no person has judged.
  private static final String WATCH_ANEW =
      """
      UPDATE semel.message
      SET absent_at = NULL, claim_id = gen_random_uuid(), exposed = true,
          lease_until = clock_timestamp() + ? * interval '1 millisecond'
      WHERE doubt_since IS NOT NULL AND state IN (2, 3)
      """;

  private final Database database;
  private final List<Account> accounts;
  private final RandomGenerator random;

  /// Thrown out of a claim to roll it back; never leaves this package.
  static final class Changed extends RuntimeException {}

  History(Database database, List<Account> accounts, RandomGenerator random) {
    this.database = database;
    this.accounts = accounts;
    this.random = random;
  }

  /// One worker moves what is endangered to in doubt and writes the new history; claims go on then.
  void doubtEverything(Duration lease, RetryPolicy retry) {
    database.transaction(connection -> {
      execute(connection, TURN);
      if (!same(connection)) {
        execute(connection, ALONE);
        watchAnew(connection, lease);
        var doubted = 0;
        for (var account : accounts) {
          doubted += doubt(connection, account, lease, retry);
        }
        rewrite(connection, doubted);
      }
      return true;
    });
  }

  private static void watchAnew(Connection connection, Duration lease) throws SQLException {
    try (var statement = connection.prepareStatement(WATCH_ANEW)) {
      statement.setLong(1, lease.toMillis());
      statement.executeUpdate();
    }
  }

  /// How many messages are in doubt now that were not.
  private int doubt(Connection connection, Account account, Duration lease, RetryPolicy retry)
      throws SQLException {
    var keys = endangered(connection, account);
    var changes = new ArrayList<Change>();
    for (var row : Rows.lock(connection, keys).values()) {
      var stand = ClaimId.draw(random);
      var event = new Event.HistoryChanged(stand, row.now().plus(lease));
      var terms = PostgresClaims.terms(account, retry, row, random);
      var decision = Lifecycle.decide(row.message(), event, terms);
      changes.add(new Change(owned(row, account), decision, "history"));
    }
    Rows.write(connection, changes);
    return changes.size();
  }

  /// What nobody has claimed yet, or an old backend was asked about, is this account's to settle.
  private static Row owned(Row row, Account account) {
    return row.account() == null || row.account().equals(AccountId.IMPORT)
        ? row.with(account.id(), row.body())
        : row;
  }

  private static void rewrite(Connection connection, int doubted) throws SQLException {
    try (var statement = connection.prepareStatement(REWRITE)) {
      statement.setLong(1, doubted);
      statement.executeUpdate();
    }
  }

  private static List<MessageKey> endangered(Connection connection, Account account)
      throws SQLException {
    var keys = new ArrayList<MessageKey>();
    try (var statement = connection.prepareStatement(ENDANGERED)) {
      statement.setShort(1, Codes.of(account.channel()));
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          keys.add(new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel"))));
        }
      }
    }
    return keys;
  }

  private static boolean same(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(SAME)) {
      return r.next() && r.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
