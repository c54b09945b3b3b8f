package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.order;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.SENT;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.contract.Eventually;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.Address;
import semel.database.Database;
import semel.database.RefusedCommits;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.Endings;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.journal.JournalEntry;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.postgres.Later;
import semel.postgres.PostgresUnderTest;

/// What becomes of intake, claims and their ends while a real server refuses: each is refused as a
/// whole, says why, and goes through afterwards.
@Timeout(300)
final class DatabaseFaultTest extends StoreContract {

  private static final int CONNECTIONS = 4;
  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref-1"));

  private static final String EVERYTHING =
      """
      SELECT coalesce((SELECT string_agg(m::text, ',' ORDER BY m::text) FROM semel.message m), '')
          || coalesce((SELECT string_agg(l::text, ',' ORDER BY l::text) FROM semel.lead l), '')
          || coalesce((SELECT string_agg(j::text, ',' ORDER BY j::text) FROM semel.journal j), '')
          || (SELECT string_agg(g::text, ',' ORDER BY g::text) FROM semel.rate_gate g)
          || (SELECT count(*) FROM semel.idempotency_key)
      """;

  private static final String LOCK_MESSAGE =
      "SELECT 1 FROM semel.message WHERE channel = 0 FOR UPDATE";

  private static final String LOCK_GATE =
      "SELECT 1 FROM semel.rate_gate WHERE account = 'contract-sms' FOR UPDATE";

  private static final String WAITING =
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'semel'"
          + " AND wait_event_type = 'Lock' LIMIT 1";

  @TempDir private static Path folder;
  private static Optional<EmbeddedServer> running = Optional.empty();
  private static Optional<Database> pool = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    running = Optional.of(FailOver.start(FailOver.data(folder.resolve("data"))));
    pool = Optional.of(Database.open(address(server()), CONNECTIONS));
    database().migrate();
  }

  @AfterAll
  static void stop() {
    pool.ifPresent(Database::close);
    running.ifPresent(EmbeddedServer::close);
  }

  private static EmbeddedServer server() {
    return running.orElseThrow();
  }

  private static Database database() {
    return pool.orElseThrow();
  }

  private static Address address(EmbeddedServer server) {
    return new Address(server.jdbcUrl(), server.user(), server.password());
  }

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest(database());
  }

  private static String ask(String sql) {
    return FailOver.ask(server(), sql);
  }

  private static Connection operator() throws SQLException {
    var connection =
        DriverManager.getConnection(server().jdbcUrl(), server().user(), server().password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Later<ClaimAnswer> claiming() {
    return Later.of(() -> store.claims().claim(order(SMS, 5, null), (_, _, _) -> new Body("body")));
  }

  private Later<Optional<List<JournalEntry>>> closing(Claim claim, Outcome outcome) {
    var closings = List.of(Endings.of(claim, outcome));
    return Later.of(() -> store.claims().close(SMS, RETRY, "worker", closings));
  }

  private Later<Registered> registering(int person, Optional<IdempotencyKey> key) {
    return Later.of(() -> store.leads().register(registration(SPRING, person, key.orElse(null))));
  }

  /// Tries everything at once while the server refuses, and finds nothing changed.
  private void everythingIsRefused(Claim open, String why) {
    var before = ask(EVERYTHING);
    var claiming = claiming();
    var closing = closing(open, ACCEPTED);
    var registering = registering(99, Optional.empty());
    var sweeping = Later.of(() -> store.doubts().sweep(RETRY));
    assertThat(claiming.get())
        .isInstanceOfSatisfying(
            ClaimAnswer.Closed.class,
            closed -> {
              assertThat(closed.reason()).contains(why);
              assertThat(closed.pause()).isPositive();
            });
    assertThat(closing.get()).isEmpty();
    for (var refused : List.of(registering, sweeping)) {
      assertThat(refused.failure())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(why);
    }
    assertThat(ask(EVERYTHING)).isEqualTo(before);
  }

  /// Everything that was refused goes through now, and once.
  private void everythingGoesThrough(Claim open) {
    assertThat(closing(open, ACCEPTED).get()).hasValueSatisfying(e -> assertThat(e).hasSize(1));
    assertThat(scene.state(open.key())).isEqualTo(SENT);
    assertThat(scene.claim(SMS, 5)).hasSize(1).doesNotContain(open);
    assertThat(registering(99, Optional.empty()).get()).isInstanceOf(Registered.Fresh.class);
    assertThat(scene.claim(SMS, 5)).isEmpty();
  }

  @Test
  void an_exhausted_pool_refuses_everything_and_goes_on_when_a_connection_comes_back() {
    scene.dueMany(1, 2);
    var open = scene.claimOne(SMS);
    var held = new CountDownLatch(CONNECTIONS);
    var release = new CountDownLatch(1);
    var holders =
        Stream.generate(() -> Later.of(() -> hold(held, release))).limit(CONNECTIONS).toList();
    Eventually.eventually("every connection is held", () -> held.getCount() == 0);
    try {
      everythingIsRefused(open, "Connection is not available, request timed out");
    } finally {
      release.countDown();
    }
    assertThat(holders).allMatch(Later::get);
    everythingGoesThrough(open);
  }

  private static boolean hold(CountDownLatch held, CountDownLatch release) {
    return database()
        .transaction(_ -> {
          held.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new SQLException(e);
          }
          return true;
        });
  }

  @Test
  void a_server_that_becomes_read_only_is_given_nothing_to_do_until_it_is_not() {
    scene.dueMany(1, 2);
    var open = scene.claimOne(SMS);
    ask("ALTER SYSTEM SET default_transaction_read_only = on");
    reload("off");
    try {
      assertThat(database().takesWrites()).isFalse();
      everythingIsRefused(open, "in a read-only transaction");
    } finally {
      ask("ALTER SYSTEM RESET default_transaction_read_only");
      reload("on");
    }
    assertThat(database().takesWrites()).isTrue();
    everythingGoesThrough(open);
  }

  /// The setting reaches the sessions one by one.
  private static void reload(String before) {
    ask("SELECT pg_reload_conf()");
    Eventually.eventually("every session knows it", () -> !readOnly().contains(before));
  }

  /// What each connection of the pool says, all held at the same time.
  private static List<String> readOnly() {
    var all = new CyclicBarrier(CONNECTIONS);
    Callable<String> one =
        () ->
            database()
                .transaction(connection -> {
                  try (var statement = connection.createStatement();
                      var row = statement.executeQuery("SHOW transaction_read_only")) {
                    row.next();
                    all.await();
                    return row.getString(1);
                  } catch (Exception e) {
                    throw new SQLException(e);
                  }
                });
    return Race.between(Collections.nCopies(CONNECTIONS, one));
  }

  @Test
  void a_claim_that_is_cancelled_while_it_waits_is_closed_and_took_nothing() throws Exception {
    scene.dueMany(1, 2);
    var before = ask(EVERYTHING);
    try (var operator = operator()) {
      run(operator, LOCK_GATE);
      var claiming = claiming();
      cancelWaiting();
      assertThat(claiming.get())
          .isInstanceOfSatisfying(
              ClaimAnswer.Closed.class,
              closed -> assertThat(closed.reason()).contains("canceling statement"));
      operator.rollback();
    }
    assertThat(ask(EVERYTHING)).isEqualTo(before);
    assertThat(scene.claim(SMS, 5)).hasSize(2);
  }

  @Test
  void an_end_that_is_cancelled_while_it_waits_is_recorded_by_its_repeat() throws Exception {
    scene.dueMany(1, 1);
    var claim = scene.claimOne(SMS);
    try (var operator = operator()) {
      run(operator, LOCK_MESSAGE);
      var closing = closing(claim, ACCEPTED);
      cancelWaiting();
      assertThat(closing.get()).isEmpty();
      operator.rollback();
    }
    assertThat(scene.state(claim.key())).isEqualTo(CLAIMED);
    assertThat(closing(claim, ACCEPTED).get()).isPresent();
    assertThat(scene.state(claim.key())).isEqualTo(SENT);
  }

  /// What a statement time-out does to a statement, without its half minute.
  private static void cancelWaiting() {
    ask("SELECT pg_cancel_backend(" + waiting() + ")");
  }

  private static String waiting() {
    Eventually.eventually("a session waits", () -> !ask(WAITING).isEmpty());
    return ask(WAITING);
  }

  @Test
  void an_end_that_is_the_victim_of_a_deadlock_is_recorded_all_the_same() throws Exception {
    scene.dueMany(1, 1);
    var claim = scene.claimOne(SMS);
    try (var operator = operator()) {
      run(operator, "SET deadlock_timeout = '1h'"); // so that the other one is the victim
      run(operator, LOCK_MESSAGE);
      var closing = closing(claim, new NotSent("429", Scope.ACCOUNT, Duration.ofMinutes(5)));
      waiting(); // it has the gate and waits for the message
      run(operator, LOCK_GATE); // granted when it is aborted
      operator.rollback();
      assertThat(closing.get()).hasValueSatisfying(entries -> assertThat(entries).hasSize(1));
    }
    assertThat(ask("SELECT deadlocks > 0 FROM pg_stat_database WHERE datname = 'semel'"))
        .isEqualTo("t");
    assertThat(ask("SELECT count(*) FROM semel.journal WHERE claim_id IS NOT NULL")).isEqualTo("1");
  }

  @Test
  void a_claim_whose_commit_is_refused_twice_is_granted_once() {
    scene.dueMany(1, 2);
    RefusedCommits.of("UPDATE", "semel.message").forEach(DatabaseFaultTest::ask);
    try {
      assertThat(claiming().get())
          .isInstanceOfSatisfying(
              ClaimAnswer.Granted.class,
              granted ->
                  assertThat(granted.claims())
                      .hasSize(2)
                      .allMatch(claim -> scene.message(claim.key()).isClaim(claim.id())));
    } finally {
      RefusedCommits.noMore().forEach(DatabaseFaultTest::ask);
    }
  }

  @Test
  void a_key_that_another_request_holds_too_long_is_busy_and_free_afterwards() throws Exception {
    var key = Optional.of(new IdempotencyKey("held-key", "fingerprint"));
    try (var operator = operator()) {
      run(operator, "INSERT INTO semel.idempotency_key (key, fingerprint) VALUES ('held-key', '')");
      assertThat(registering(1, key).get()).isEqualTo(new Registered.KeyBusy());
      operator.rollback();
    }
    assertThat(ask("SELECT count(*) FROM semel.lead")).isEqualTo("0");
    assertThat(registering(1, key).get())
        .isInstanceOfSatisfying(
            Registered.Fresh.class,
            fresh -> assertThat(store.message(sms(fresh.lead()))).isPresent());
  }
}
