package semel.benchmarks.own;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;
import semel.benchmarks.peer.Provider;
import semel.benchmarks.peer.Taken;
import semel.campaign.Campaign;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.dispatch.Dispatcher;
import semel.dispatch.RecipientLimit;
import semel.intake.IntakeLimits;
import semel.intake.Registered;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.postgres.PostgresLeads;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.reconcile.Reconciler;
import semel.worker.Worker;

/// Semel as it ships, without its door: the same leads, claims, doubts and worker, wired as the
/// service wires them. Both accounts can be asked and know no keys.
public final class Semel implements Contender {

  private static final int CONNECTIONS = 20;
  private static final RetryPolicy RETRY =
      new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofMinutes(10));
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /// What `serve` starts with.
  private static final Timing SHIPPED =
      Timing.of(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(10));

  /// For each channel: `SEMEL_PERMITS` as it comes.
  public static final int SHIPPED_PERMITS = 64;

  /// As short as the peers' heartbeats are set: `SEMEL_LEASE=6s`, `SEMEL_PROVIDER_TIMEOUT=1s`,
  /// `SEMEL_SETTLE=6s`.
  private static final Timing SHORT =
      Timing.of(Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofSeconds(6));

  /// For each channel, a hundred together.
  private static final int HANGING_PERMITS = 50;

  private static final List<Account> ACCOUNTS =
      Arrays.stream(Channel.values())
          .map(channel ->
              new Account(
                  new AccountId("benchmark-" + channel.key()), channel, new Capability.Lookup()))
          .toList();

  private final Database database;
  private final PostgresLeads leads;
  private final Campaign campaign;
  private final int permits;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Worker worker;

  /// @param permits how many calls each channel may have open, where none of them hangs
  public Semel(String url, Duration delay, int permits) throws DatabaseUnfit {
    this.permits = permits;
    this.database = Database.open(Address.parse(url), CONNECTIONS);
    this.leads = new PostgresLeads(database, IntakeLimits.NONE);
    this.campaign = Campaigns.dueAfter(delay);
  }

  /// Tells nobody.
  private record Silent() implements Journal {
    @Override
    public void sending(MessageKey key, String maskedRecipient) {}

    @Override
    public void recorded(List<JournalEntry> entries) {}

    @Override
    public void trouble(String sentence) {}
  }

  @Override
  public void install() throws DatabaseUnfit {
    database.migrate();
    leads.publish(campaign);
    var gates = new Gates(database);
    ACCOUNTS.forEach(account -> gates.open(account.id(), GateRate.NONE));
  }

  @Override
  public int messagesEach() {
    return Channel.values().length;
  }

  @Override
  public Taken accept(long first, int count) {
    for (var number = first; number < first + count - 1; number++) {
      var _ = accept(number);
    }
    return accept(first + count - 1);
  }

  private Taken accept(long number) {
    return switch (leads.register(Person.of(number).registration())) {
      case Registered.Fresh(var lead, var due, var untilDue) -> {
        if (worker != null) {
          worker.dueIn(untilDue);
        }
        yield new Taken(keys(lead), due);
      }
      case Registered other ->
          throw new IllegalStateException("a registration was not taken: " + other);
    };
  }

  private static List<String> keys(LeadId lead) {
    return Arrays.stream(Channel.values())
        .map(channel -> new MessageKey(lead, channel).text())
        .toList();
  }

  @Override
  public void work(Provider provider, Load load) {
    worker =
        switch (load) {
          case QUICK -> worker(provider, SHIPPED, permits);
          case HANGING -> worker(provider, SHORT, HANGING_PERMITS);
        };
    worker.recover();
    worker.start();
  }

  private Worker worker(Provider provider, Timing timing, int calls) {
    var journal = new Silent();
    var clock = new SystemClock();
    var lines = ACCOUNTS.stream().map(account -> new Line(account, provider)).toList();
    var claims = new PostgresClaims(database, ACCOUNTS, random);
    var dispatchers = new ArrayList<Dispatcher>();
    for (var line : lines) {
      var limit =
          line.account().channel() == Channel.SMS
              ? new RecipientLimit(1, Duration.ofHours(1), timing.settle())
              : null;
      dispatchers.add(
          new Dispatcher(
              line,
              claims,
              (_, key, lead) -> line.compose(campaign.render(key, lead)),
              journal,
              new Dispatcher.Settings("benchmark", timing, RETRY, limit, clock, random)));
    }
    var reconciler =
        new Reconciler(
            ACCOUNTS,
            List.copyOf(lines),
            new PostgresDoubts(database, random),
            journal,
            new Reconciler.Settings(timing, RETRY, clock));
    return new Worker(
        new Worker.Settings(timing, campaign.delay(), SWEEP, calls),
        dispatchers,
        reconciler,
        new SystemThreads(),
        journal);
  }

  /// What is held for a person is not finished either.
  @Override
  public long open() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var result =
              statement.executeQuery(
                  "SELECT count(*) FROM semel.message WHERE open OR doubt_since IS NOT NULL")) {
        result.next();
        return result.getLong(1);
      }
    });
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.stop();
    }
    database.close();
  }
}
