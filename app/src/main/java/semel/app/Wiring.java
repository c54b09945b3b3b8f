package semel.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.account.Capability;
import semel.app.front.Front;
import semel.app.front.Residents;
import semel.app.log.JournaledDesk;
import semel.app.log.JournaledLeads;
import semel.app.log.LogAlarm;
import semel.app.log.LogJournal;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.campaign.Campaign;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.dispatch.Composer;
import semel.dispatch.Dispatcher;
import semel.dispatch.RecipientLimit;
import semel.dispatch.Sender;
import semel.lifecycle.RetryPolicy;
import semel.message.Channel;
import semel.monitor.Alerts;
import semel.monitor.Monitor;
import semel.monitor.Snapshots;
import semel.postgres.PostgresAlerts;
import semel.postgres.PostgresCaptures;
import semel.postgres.PostgresDesk;
import semel.postgres.PostgresLeads;
import semel.postgres.PostgresRecords;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresToken;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.reconcile.Reconciler;
import semel.web.Door;
import semel.web.Ports;
import semel.web.Settings;
import semel.web.dashboard.Dashboard;
import semel.web.proftest.ProfTestPages;
import semel.worker.Threads;
import semel.worker.Worker;

/// Puts a running Semel together, top to bottom.
public final class Wiring {

  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE_LONGEST = Duration.ofMinutes(10);

  private static final RetryPolicy RETRY = retry(ATTEMPTS);

  private static final Duration MONITOR = Duration.ofSeconds(5);

  private Wiring() {}

  /// A Semel that is put together and not started yet.
  ///
  /// @param freshToken the operator's token to show once, when this start made it
  public record Wired(Running running, Optional<String> freshToken) {}

  /// Puts the service together on a migrated database.
  public static Wired wire(Configuration configuration, Database database, String version) {
    var journal = new LogJournal();
    var clock = new SystemClock();
    var campaigns = Campaigns.of(configuration);
    var leads = new JournaledLeads(new PostgresLeads(database), journal);
    campaigns.forEach(leads::publish);

    var accounts = Accounts.of(configuration, database);
    var timing = configuration.delivery().timing();
    var random = new SecureRandom();
    var doubts = new PostgresDoubts(database, random);
    var reconciler =
        new Reconciler(
            accounts.known(),
            accounts.inquiries(),
            doubts,
            journal,
            new Reconciler.Settings(timing, RETRY, clock));

    var claims =
        new PostgresClaims(
            database, accounts.senders().stream().map(Sender::account).toList(), random);
    var name = workerName();
    var dispatchers =
        accounts.senders().stream()
            .map(sender ->
                new Dispatcher(
                    sender,
                    claims,
                    composer(campaigns, sender),
                    journal,
                    new Dispatcher.Settings(
                        name, timing, retry(sender), limit(configuration, sender), clock, random)))
            .toList();

    var snapshots = new PostgresSnapshots(database);
    var threads = new SystemThreads();
    var monitoring = monitoring(snapshots, new PostgresAlerts(database), configuration, threads);
    var worker =
        new Worker(worker(configuration.delivery()), dispatchers, reconciler, threads, journal);
    var token = OperatorToken.of(configuration.adminToken(), new PostgresToken(database));
    var desk =
        new PostgresDesk(database, timing.settle(), RETRY, random, () -> doubts.sweep(RETRY));
    var household = Residents.of(configuration, database, token.token(), random);
    var ports =
        new Ports(
            leads,
            new JournaledDesk(desk, journal),
            new PostgresRecords(database),
            new PostgresCaptures(database),
            snapshots,
            household,
            new DatabaseReadiness(database),
            worker::dueIn,
            System::nanoTime);
    var dashboard = Front.of(configuration, database, ports, accounts.known(), campaigns);
    var door = door(dashboard, ports, campaigns, settings(configuration, campaigns, version));
    var faces = new Running.Faces(door, dashboard);
    return new Wired(new Running(faces, worker, monitoring, snapshots, journal), token.fresh());
  }

  private static Door door(
      Dashboard dashboard, Ports ports, List<Campaign> campaigns, Settings settings) {
    var routes = new ArrayList<>(dashboard.routes());
    routes.addAll(Residents.routes(ports.household(), dashboard.pages()));
    return new Door(
        ports,
        settings,
        registrar -> {
          var test = campaigns.getFirst();
          routes.addAll(
              new ProfTestPages(registrar, ports.leads(), test, dashboard.pages()).routes());
          return routes;
        },
        dashboard.pages()::problem);
  }

  private static Threads.Handle monitoring(
      Snapshots snapshots, Alerts alerts, Configuration configuration, Threads threads) {
    var monitor = new Monitor(snapshots, alerts, new LogAlarm(Accounts.alarm(configuration)));
    return threads.loop(
        "monitor",
        () -> {
          monitor.step();
          return MONITOR;
        });
  }

  private static Worker.Settings worker(Configuration.Delivery delivery) {
    return new Worker.Settings(
        delivery.timing(), delivery.delay(), delivery.sweep(), delivery.permits());
  }

  private static RetryPolicy retry(int attempts) {
    return new RetryPolicy(attempts, Duration.ofSeconds(2), PAUSE_LONGEST);
  }

  /// A keyed repeat is never a second message, so as many are made as the life of the key has room
  /// for at half of the longest pause, which is what jitter makes of it: no person is needed
  /// inside.
  private static RetryPolicy retry(Sender sender) {
    return sender.account().capability() instanceof Capability.Keyed(var ttlSafe)
        ? retry(ATTEMPTS + (int) ttlSafe.dividedBy(PAUSE_LONGEST.dividedBy(2)))
        : RETRY;
  }

  private static Composer composer(List<Campaign> campaigns, Sender sender) {
    var bySlug = campaigns.stream().collect(Collectors.toMap(Campaign::slug, c -> c));
    return (slug, key, lead) -> {
      var campaign = bySlug.get(slug);
      if (campaign == null) {
        throw new IllegalStateException("campaign " + slug + " has leads and no texts");
      }
      return sender.compose(campaign.render(key, lead));
    };
  }

  /// Only SMS cost money and annoy by number.
  private static @Nullable RecipientLimit limit(Configuration configuration, Sender sender) {
    return sender.account().channel() == Channel.SMS
        ? configuration.delivery().smsLimit().orElse(null)
        : null;
  }

  private static String workerName() {
    // In containers every process is number one, hence the random part.
    var part = HexFormat.of().toHexDigits((short) new SecureRandom().nextInt());
    return "worker-" + ProcessHandle.current().pid() + "-" + part;
  }

  private static Settings settings(
      Configuration configuration, List<Campaign> campaigns, String version) {
    var listening = configuration.listening();
    var languages =
        campaigns.stream().collect(Collectors.toMap(Campaign::slug, Campaign::language));
    return new Settings(
        listening.host(),
        listening.port(),
        listening.metricsPort().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        listening.countries(),
        slug -> Optional.<Locale>ofNullable(languages.get(slug)),
        version);
  }
}
