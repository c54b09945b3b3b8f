package semel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import semel.account.Capability;
import semel.database.Database;
import semel.desk.Desk;
import semel.desk.Erasure;
import semel.desk.Ruling;
import semel.desk.Ruling.Kind;
import semel.desk.Verdict;
import semel.journal.JournalEntry;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.postgres.row.Change;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;

/// A person's wishes on PostgreSQL; each leaves a journal line with the person's name.
public final class PostgresDesk implements Desk {

  private static final String DUE_NOW =
      """
      UPDATE semel.message
      SET next_at = clock_timestamp(), due_at = least(due_at, clock_timestamp())
      WHERE lead_id = ? AND channel = ? AND state = 0
      """;

  private static final String DOUBT =
      """
      SELECT claim_id
      FROM semel.message
      WHERE lead_id = ? AND channel = ? AND state IN (2, 3) AND claim_id IS NOT NULL
      """;

  private static final String SAME_HISTORY = "SELECT semel.same_history()";

  private static final String NOTE =
      """
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, why, who)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String ASK_ERASURE =
      """
      UPDATE semel.lead
      SET name = NULL, answers = NULL, metadata = NULL, source = NULL,
          erase_asked_at = coalesce(erase_asked_at, clock_timestamp()),
          updated_at = clock_timestamp()
      WHERE id = ?
      """;

  private final Database database;
  private final Duration settle;
  private final RetryPolicy retry;
  private final RandomGenerator random;
  private final Runnable erasing;

  /// Where a wish to erase is finished at once instead of at the next sweep.
  ///
  /// @param settle how long after a lease a person may say "not sent" at the earliest
  /// @param random for jitter; used by many threads at once
  public PostgresDesk(
      Database database,
      Duration settle,
      RetryPolicy retry,
      RandomGenerator random,
      Runnable erasing) {
    this.database = database;
    this.settle = settle;
    this.retry = retry;
    this.random = random;
    this.erasing = erasing;
  }

  @Override
  public Ruling cancel(MessageKey key, String who) {
    return locked(
        key, (connection, row) -> onSamePast(connection, row, new Event.CancelAsked(who), who));
  }

  @Override
  public Ruling resolve(MessageKey key, Verdict verdict) {
    var event =
        new Event.Judged(verdict.claim(), verdict.sent(), verdict.who(), verdict.reason(), settle);
    return locked(key, (connection, row) -> onSamePast(connection, row, event, verdict.who()));
  }

  private Ruling onSamePast(Connection connection, Row row, Event event, String who)
      throws SQLException {
    return sameHistory(connection)
        ? decide(connection, row, event, who)
        : refused(row.message().state().name(), OTHER_PAST);
  }

  @Override
  public Optional<ClaimId> doubt(MessageKey key) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(DOUBT)) {
        statement.setObject(1, key.lead().value());
        statement.setShort(2, Codes.of(key.channel()));
        try (var r = statement.executeQuery()) {
          return r.next()
              ? Optional.of(new ClaimId(r.getObject("claim_id", UUID.class)))
              : Optional.empty();
        }
      }
    });
  }

  private static boolean sameHistory(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(SAME_HISTORY)) {
      return r.next() && r.getBoolean(1);
    }
  }

  private interface Ruled {
    Ruling of(Connection connection, Row row) throws SQLException;
  }

  private Ruling locked(MessageKey key, Ruled ruled) {
    return database.transaction(connection -> {
      var row = Rows.lock(connection, List.of(key)).get(key);
      return row == null
          ? new Ruling(Kind.NOT_FOUND, null, "there is no such message", List.of())
          : ruled.of(connection, row);
    });
  }

  private Ruling decide(Connection connection, Row row, Event event, String who)
      throws SQLException {
    // A person's word does not depend on what the provider could be asked.
    var terms = new Terms(new Capability.Blind(), retry, row.now(), random.nextDouble());
    var decision = Lifecycle.decide(row.message(), event, terms);
    var entries = Rows.write(connection, List.of(new Change(row, decision, who)));
    return switch (decision) {
      case Decision.Move(var after, _, var why, _) ->
          new Ruling(Kind.DONE, after.state().name(), why, entries);
      case Decision.Flag(var after, var why) ->
          new Ruling(Kind.NOTED, after.state().name(), why, entries);
      case Decision.Stay(_, var why) ->
          new Ruling(Kind.REFUSED, row.message().state().name(), why, entries);
    };
  }

  @Override
  public Map<Channel, Ruling> resend(LeadId lead, String who) {
    return database.transaction(connection -> {
      var rulings = new EnumMap<Channel, Ruling>(Channel.class);
      for (var row : Rows.lock(connection, keys(lead)).values()) {
        rulings.put(row.message().key().channel(), resend(connection, row, who));
      }
      return rulings;
    });
  }

  private static Ruling resend(Connection connection, Row row, String who) throws SQLException {
    var state = row.message().state().name();
    return switch (row.message().state()) {
      case State.Scheduled _ -> {
        dueNow(connection, row.message().key(), who);
        yield new Ruling(Kind.DONE, state, "due now", List.of());
      }
      case State.Claimed _ -> refused(state, "an attempt is open");
      case State.InDoubt _, State.Held _ ->
          refused(state, "it may have been sent; settle the doubt first");
      case State.Failed(_, var reason) -> refused(state, "it failed for good: " + reason);
      case State.Cancelled _ -> refused(state, "it was cancelled");
      case State.Sent _ -> {
        var stay = new Decision.Stay(Decision.Weight.REPEAT, "resend of a sent message");
        var entries = Rows.write(connection, List.of(new Change(row, stay, who)));
        yield new Ruling(Kind.REFUSED, state, "already sent", entries);
      }
    };
  }

  private static Ruling refused(State.Name state, String why) {
    return new Ruling(Kind.REFUSED, state, why, List.of());
  }

  private static void dueNow(Connection connection, MessageKey key, String who)
      throws SQLException {
    try (var statement = connection.prepareStatement(DUE_NOW)) {
      statement.setObject(1, key.lead().value());
      statement.setShort(2, Codes.of(key.channel()));
      statement.executeUpdate();
    }
    note(connection, key, "made due now", who);
  }

  private static void note(Connection connection, MessageKey key, String why, String who)
      throws SQLException {
    try (var statement = connection.prepareStatement(NOTE)) {
      statement.setObject(1, key.lead().value());
      statement.setShort(2, Codes.of(key.channel()));
      statement.setShort(3, Codes.of(State.Name.SCHEDULED));
      statement.setShort(4, Codes.of(State.Name.SCHEDULED));
      statement.setString(5, why);
      statement.setString(6, who);
      statement.executeUpdate();
    }
  }

  @Override
  public Erasure erase(LeadId lead, String who) {
    var erasure =
        database.transaction(connection -> {
          var pending = new ArrayList<Channel>();
          var entries = new ArrayList<JournalEntry>();
          var rows = Rows.lock(connection, keys(lead)).values();
          if (!rows.isEmpty() && !sameHistory(connection)) {
            return Erasure.refused(OTHER_PAST);
          }
          for (var row : rows) {
            var ruling = decide(connection, row, new Event.CancelAsked(who), who);
            entries.addAll(ruling.entries());
            if (ruling.kind() == Kind.NOTED) {
              pending.add(row.message().key().channel());
            }
          }
          try (var statement = connection.prepareStatement(ASK_ERASURE)) {
            statement.setObject(1, lead.value());
            statement.executeUpdate();
          }
          return new Erasure(!rows.isEmpty(), null, List.copyOf(pending), List.copyOf(entries));
        });
    erasing.run();
    return erasure;
  }

  private static List<MessageKey> keys(LeadId lead) {
    return Arrays.stream(Channel.values()).map(c -> new MessageKey(lead, c)).toList();
  }
}
