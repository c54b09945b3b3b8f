package semel.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import semel.contract.Scene;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.desk.Desk;
import semel.desk.Records;
import semel.dispatch.Claims;
import semel.dispatch.Drafts;
import semel.intake.IntakeLimits;
import semel.intake.Leads;
import semel.message.Message;
import semel.message.MessageKey;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.postgres.claim.PostgresDrafts;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;
import semel.reconcile.Doubts;

/// The real store on a real server, as a rule the one of the whole test run, emptied for each test.
/// Time passes by moving every stored instant back.
public final class PostgresUnderTest implements StoreUnderTest {

  private static final List<String> SHIFT =
      List.of(
          """
          UPDATE semel.message
          SET due_at = due_at - i, next_at = next_at - i, not_after = not_after - i,
              first_attempt_at = first_attempt_at - i, claimed_at = claimed_at - i,
              lease_until = lease_until - i, doubt_since = doubt_since - i,
              absent_at = absent_at - i, settled_at = settled_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.lead
          SET scheduled_for = scheduled_for - i, created_at = created_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.rate_gate
          SET tat = tat - i, paused_until = paused_until - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.journal
          SET at = at - i, claimed_at = claimed_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.blocked_repeat
          SET at = at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.alert
          SET raised_at = raised_at - i, told_at = told_at - i, since = since - i,
              called_at = called_at - i, over_at = over_at - i,
              acknowledged_at = acknowledged_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.telling
          SET made_at = made_at - i, next_at = next_at - i, told_at = told_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.provider_event
          SET received_at = received_at - i, next_at = next_at - i, handled_at = handled_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.receipt
          SET told_at = told_at - i, contradicted_at = contradicted_at - i, ask_at = ask_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.receipt_follow
          SET until = until - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """);

  private static final String EMPTY =
      """
      TRUNCATE semel.message, semel.lead, semel.journal, semel.blocked_repeat,
               semel.idempotency_key, semel.rate_gate, semel.alert, semel.telling, semel.campaign,
               semel.sandbox_capture, semel.sandbox_behaviour, semel.provider_event,
               semel.receipt, semel.receipt_follow, semel.receipt_tally, semel.intake_count,
               semel.stop, semel.campaign_hold;
      UPDATE semel.history SET changed_at = NULL, doubted = NULL
      """;

  private static final Random RANDOM = new Random();

  private final Database database;
  private final PostgresDoubts doubts;

  public PostgresUnderTest() {
    this(SharedServer.database());
  }

  /// The store in this migrated database.
  public PostgresUnderTest(Database database) {
    this.database = database;
    this.doubts = new PostgresDoubts(database, RANDOM);
    database.transaction(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute(EMPTY);
      }
    });
    var gates = new Gates(database);
    Stream.of(Scene.SMS, Scene.BLIND, Scene.STAGED, Scene.EMAIL)
        .forEach(account -> gates.open(account.id(), GateRate.NONE));
  }

  @Override
  public Leads leads() {
    return new PostgresLeads(database, IntakeLimits.NONE);
  }

  @Override
  public Claims claims() {
    return new PostgresClaims(database, List.of(Scene.SMS, Scene.EMAIL), RANDOM);
  }

  @Override
  public Drafts drafts() {
    return new PostgresDrafts(database);
  }

  @Override
  public Doubts doubts() {
    return doubts;
  }

  @Override
  public Desk desk() {
    return new PostgresDesk(database, SETTLE, Scene.RETRY, RANDOM, () -> doubts.sweep(Scene.RETRY));
  }

  @Override
  public Records records() {
    return new PostgresRecords(database);
  }

  @Override
  public void passed(Duration time) {
    for (var sql : SHIFT) {
      database.transaction(connection -> {
        try (var statement = connection.prepareStatement(sql)) {
          statement.setLong(1, time.toMillis());
          return statement.executeUpdate();
        }
      });
    }
  }

  @Override
  public Optional<Message> message(MessageKey key) {
    return database.transaction(connection ->
        Optional.ofNullable(Rows.lock(connection, List.of(key)).get(key)).map(Row::message));
  }

  @Override
  public void close() {
    // The server stays; the next test empties it.
  }
}
