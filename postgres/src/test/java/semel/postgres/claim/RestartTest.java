package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.account.Account;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.contract.Eventually;
import semel.database.Address;
import semel.database.Database;
import semel.dispatch.Claim;
import semel.dispatch.Dispatcher;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;
import semel.intake.IdempotencyKey;
import semel.intake.IntakeLimits;
import semel.intake.Registered;
import semel.lifecycle.LocalClock;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.Envelope;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.postgres.Later;
import semel.postgres.PostgresLeads;
import semel.simulated.SimulatedJournal;

/// A real server is stopped in every way, and started again, while people register, messages are
/// claimed and their ends recorded.
@Timeout(300)
final class RestartTest {

  private static final int BETWEEN_BLOWS = 12;
  private static final int BLOWS_MAX = 12;

  /// Fast: sessions are ended, files are written. Immediate: recovery. Killed: recovery, unasked.
  private static final List<String> BLOWS = List.of("INT", "QUIT", "KILL");

  private static final String STATES =
      "SELECT string_agg(DISTINCT state::text, ' ') FROM semel.message";

  @TempDir private Path folder;

  private final Random random = new Random();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicInteger expected = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger unsure = new AtomicInteger();
  private final SimulatedJournal journal = new SimulatedJournal();

  /// What the provider took, and how often.
  private final Map<MessageKey, Integer> ledger = new ConcurrentHashMap<>();

  private record Provider(Account account, Map<MessageKey, Integer> ledger) implements Sender {
    @Override
    public Body compose(Envelope envelope) {
      throw new IllegalStateException("composed elsewhere");
    }

    @Override
    public Outcome send(Claim claim, Guard guard) {
      if (!guard.mayWrite()) {
        return new Outcome.NotSent("guard", Outcome.Scope.MESSAGE, Duration.ZERO);
      }
      ledger.merge(claim.key(), 1, Integer::sum);
      return new Outcome.Accepted(new ProviderReference(claim.id().toString()));
    }
  }

  @Test
  void a_server_that_is_stopped_and_started_loses_no_message_and_lets_none_out_twice()
      throws Exception {
    try (var server = FailOver.start(FailOver.data(folder.resolve("data")));
        var database = Database.open(address(server), 8)) {
      database.migrate();
      open(database);
      slowCommits(server);
      var registering = Later.of(() -> register(database));
      var delivering =
          Stream.of(EMAIL, SMS, SMS).map(a -> Later.of(() -> deliver(database, a))).toList();
      for (var i = 0; i < BLOWS.size() || (i < BLOWS_MAX && unknown() == 0); i++) {
        strike(server, BLOWS.get(i % BLOWS.size()));
      }
      goesOn();
      closing.set(true);
      expected.set(2 * registering.get());
      delivering.forEach(Later::get);
      judge(server);
    }
  }

  /// As on a slow disk: at every blow some commit is under way.
  private static void slowCommits(EmbeddedServer server) {
    FailOver.ask(server, "ALTER SYSTEM SET commit_delay = 50000");
    FailOver.ask(server, "ALTER SYSTEM SET commit_siblings = 0");
    FailOver.ask(server, "SELECT pg_reload_conf()");
  }

  private static Address address(EmbeddedServer server) {
    return new Address(server.jdbcUrl(), server.user(), server.password());
  }

  private static void open(Database database) {
    for (var account : List.of(SMS, EMAIL)) {
      new Gates(database).open(account.id(), GateRate.NONE);
    }
    var like = campaign("at-once", TARGET);
    var now = URI.create("https://semel.example");
    var atOnce = new Campaign("at-once", like.language(), like.texts(), Duration.ZERO, now, TARGET);
    new PostgresLeads(database, IntakeLimits.NONE).publish(atOnce);
  }

  /// People repeat, with the same key, what was not answered.
  private int register(Database database) {
    var leads = new PostgresLeads(database, IntakeLimits.NONE);
    var person = 0;
    while (!closing.get()) {
      person++;
      var key = new IdempotencyKey("person-" + person, "same");
      while (!answered(leads, person, key)) {
        breathe();
      }
    }
    return person;
  }

  private boolean answered(PostgresLeads leads, int person, IdempotencyKey key) {
    try {
      return switch (leads.register(registration("at-once", person, key))) {
        case Registered.Fresh _, Registered.Known _, Registered.Replayed _ -> true;
        case Registered.Unsure _ -> {
          unsure.incrementAndGet();
          yield false;
        }
        case Registered.KeyBusy _, Registered.Crowded _ -> false;
        case Registered.NoCampaign _, Registered.KeyReused _, Registered.Limited _ ->
            throw new AssertionError("the campaign and the key are known, and nothing is limited");
      };
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private Dispatcher dispatcher(Database database, Account account) {
    var timing = Timing.of(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(10));
    var settings = new Dispatcher.Settings("worker", timing, RETRY, null, new Clock(), random);
    return new Dispatcher(
        new Provider(account, ledger),
        new PostgresClaims(database, List.of(SMS, EMAIL), random),
        (_, _, _) -> new Body("body"),
        journal,
        settings);
  }

  private boolean deliver(Database database, Account account) {
    var dispatcher = dispatcher(database, account);
    while (ledger.size() < expected.get()) {
      round(dispatcher);
    }
    return true;
  }

  private static void round(Dispatcher dispatcher) {
    var round = dispatcher.claim(4, Duration.ofMillis(20));
    var closings = round.claims().stream().map(dispatcher::attempt).toList();
    while (!closings.isEmpty() && !dispatcher.close(closings)) {
      breathe();
    }
    if (closings.isEmpty()) {
      breathe();
    }
  }

  private static void breathe() {
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }

  /// Strikes when something was done since the last time.
  private void strike(EmbeddedServer server, String blow) throws IOException, InterruptedException {
    goesOn();
    var pid = server.pid();
    var kill = new ProcessBuilder("kill", "-" + blow, Long.toString(pid));
    assertThat(kill.inheritIO().start().waitFor()).isZero();
    Eventually.eventually("another server runs", () -> server.pid() != pid);
  }

  private void goesOn() {
    var before = ledger.size();
    Eventually.eventually("messages leave", () -> ledger.size() >= before + BETWEEN_BLOWS);
  }

  private void judge(EmbeddedServer server) {
    assertThat(FailOver.ask(server, "SELECT 2 * count(*) FROM semel.lead"))
        .as("messages of the people who were told that they are registered")
        .isEqualTo(expected.toString());
    assertThat(ledger).hasSize(expected.get());
    assertThat(ledger.values()).as("acceptances of a message").containsOnly(1);
    assertThat(FailOver.ask(server, STATES)).as("states").isEqualTo("4");
    assertThat(unknown()).as("unknown commits").isPositive();
  }

  /// Of registrations and of claims.
  private int unknown() {
    return unsure.get() + journal.troubles().size();
  }

  private static final class Clock implements LocalClock {
    @Override
    public long monotonicNanos() {
      return System.nanoTime();
    }

    @Override
    public Instant wall() {
      return Instant.now();
    }
  }
}
