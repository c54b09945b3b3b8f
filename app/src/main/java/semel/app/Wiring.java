package semel.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
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
import semel.app.front.PersonCheck;
import semel.app.front.Residents;
import semel.app.log.JournaledDesk;
import semel.app.log.JournaledLeads;
import semel.app.log.LogJournal;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.app.meter.Meters;
import semel.app.trace.Traces;
import semel.app.watch.Watching;
import semel.campaign.Campaign;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.database.Database;
import semel.dispatch.Composer;
import semel.dispatch.Dispatcher;
import semel.dispatch.RecipientLimit;
import semel.dispatch.Sender;
import semel.intake.Leads;
import semel.journal.Journal;
import semel.journal.Sentence;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Channel;
import semel.monitor.AlertRules;
import semel.postgres.PostgresCaptures;
import semel.postgres.PostgresDesk;
import semel.postgres.PostgresLeads;
import semel.postgres.PostgresRecords;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresStops;
import semel.postgres.PostgresToken;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.postgres.intake.PostgresHolds;
import semel.postgres.receipt.PostgresInbox;
import semel.postgres.receipt.PostgresReceipts;
import semel.postgres.retention.PostgresRetention;
import semel.postgres.user.PostgresFormKey;
import semel.providers.Secret;
import semel.reconcile.Receiver;
import semel.reconcile.Reconciler;
import semel.web.Door;
import semel.web.Ports;
import semel.web.Settings;
import semel.web.dashboard.Dashboard;
import semel.web.intake.FormTokens;
import semel.web.proftest.ProfTestPages;
import semel.web.receipts.Webhooks;
import semel.web.stop.StopPages;
import semel.worker.Threads;
import semel.worker.Worker;

/// Puts a running Semel together, top to bottom.
public final class Wiring {

  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE_LONGEST = Duration.ofMinutes(10);

  private static final RetryPolicy RETRY = retry(ATTEMPTS);

  private Wiring() {}

  /// A Semel that is put together and not started yet.
  ///
  /// @param freshToken the operator's token to show once, when this start made it
  public record Wired(Running running, Optional<String> freshToken) {}

  /// Puts the service together on a migrated database.
  ///
  /// @throws ConfigurationRefused when OpenTelemetry refuses what it is told
  public static Wired wire(Configuration configuration, Database database, String version)
      throws ConfigurationRefused {
    var meters = new Meters(database);
    var name = workerName();
    var traces = traces(configuration, new Traces.Teller(version, name));
    var log = new LogJournal();
    var journal = meters.of(log);
    var campaigns = Campaigns.of(configuration);
    var accounts = Accounts.of(configuration, database).traced(traces);
    var leads = traces.of(leads(configuration, campaigns, database, meters, log));
    var timing = configuration.delivery().timing();
    var random = new SecureRandom();
    var doubts = new PostgresDoubts(database, random);
    var reconciler = reconciler(accounts, doubts, journal, timing);

    var claims = traces.of(meters.of(new PostgresClaims(database, accounts.sending(), random)));
    var dispatchers =
        accounts.senders().stream()
            .map(sender ->
                new Dispatcher(
                    meters.of(sender),
                    claims,
                    composer(campaigns, sender),
                    journal,
                    sending(configuration, sender, name, random)))
            .toList();

    var snapshots = new PostgresSnapshots(database);
    var threads = new SystemThreads();
    var receiver = new Receiver(accounts.reports(), new PostgresReceipts(database), RETRY, journal);
    var watching = watching(configuration, database).loops(name, snapshots, meters, threads);
    var retention = new PostgresRetention(database, configuration.retention());
    var beside = beside(receiver, retention, watching, traces, threads);
    var worker =
        new Worker(worker(configuration.delivery()), dispatchers, reconciler, threads, journal);
    var token = OperatorToken.of(configuration.adminToken(), new PostgresToken(database));
    var desk =
        new PostgresDesk(database, timing.settle(), RETRY, random, () -> doubts.sweep(RETRY));
    var household = Residents.of(configuration, database, token.token(), random);
    var ports =
        new Ports(
            leads,
            new PostgresHolds(database),
            new JournaledDesk(desk, journal),
            new PostgresRecords(database),
            new PostgresCaptures(database),
            new PostgresStops(database),
            snapshots,
            new PostgresInbox(database),
            household,
            new DatabaseReadiness(database),
            worker::dueIn,
            System::nanoTime,
            meters.registry());
    var dashboard = Front.of(configuration, database, ports, accounts.known(), campaigns);
    var tokens = tokens(configuration, database);
    var settings = settings(configuration, campaigns, version);
    var faces = faces(dashboard, ports, campaigns.getFirst(), tokens, settings);
    return new Wired(new Running(faces, worker, beside, snapshots, log), token.fresh());
  }

  private static Leads leads(
      Configuration configuration,
      List<Campaign> campaigns,
      Database database,
      Meters meters,
      LogJournal log) {
    var limits = configuration.intake().limits();
    var leads = new JournaledLeads(new PostgresLeads(database, limits, meters.groups()), log);
    campaigns.forEach(leads::publish);
    return leads;
  }

  private static FormTokens tokens(Configuration configuration, Database database) {
    return new FormTokens(new PostgresFormKey(database).read(), configuration.intake().formAge());
  }

  private static Running.Faces faces(
      Dashboard dashboard, Ports ports, Campaign test, FormTokens tokens, Settings settings) {
    var routes = new ArrayList<>(dashboard.routes());
    routes.addAll(Residents.routes(ports.household(), dashboard.pages()));
    routes.addAll(new StopPages(ports.stops(), ports.leads(), dashboard.pages()).routes());
    var door =
        new Door(
            ports,
            settings,
            registrar -> {
              routes.addAll(
                  new ProfTestPages(registrar, ports.leads(), test, dashboard.pages(), tokens)
                      .routes());
              return routes;
            },
            dashboard.pages()::problem);
    return new Running.Faces(door, dashboard);
  }

  private static Traces traces(Configuration configuration, Traces.Teller teller)
      throws ConfigurationRefused {
    try {
      return Traces.start(configuration.tracing().told(), teller);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationRefused(List.of(Sentence.of(e)));
    }
  }

  /// The loops that neither send nor settle.
  private static List<Threads.Handle> beside(
      Receiver receiver,
      PostgresRetention retention,
      List<Threads.Handle> watching,
      Traces traces,
      Threads threads) {
    var beside = new ArrayList<>(watching);
    beside.add(threads.loop("retention", retention::step));
    beside.add(threads.loop("receipts", receiver::handle));
    beside.add(threads.loop("ask-receipts", receiver::ask));
    beside.addAll(traces.loops());
    return beside;
  }

  private static Watching watching(Configuration configuration, Database database) {
    var outside = new Outside(configuration);
    var rules = new AlertRules(configuration.alarms().bounds());
    return new Watching(database, rules, outside.purses(), outside.destinations());
  }

  private static Dispatcher.Settings sending(
      Configuration configuration, Sender sender, String name, SecureRandom random) {
    return new Dispatcher.Settings(
        name,
        configuration.delivery().timing(),
        retry(sender),
        limit(configuration, sender),
        new SystemClock(),
        random);
  }

  private static Reconciler reconciler(
      Accounts accounts, PostgresDoubts doubts, Journal journal, Timing timing) {
    var settings = new Reconciler.Settings(timing, RETRY, new SystemClock());
    return new Reconciler(accounts.known(), accounts.inquiries(), doubts, journal, settings);
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
        PersonCheck.of(configuration.intake().captcha(), new Outside(configuration).captcha()),
        listening.trust(),
        slug -> Optional.<Locale>ofNullable(languages.get(slug)),
        webhooks(configuration.providers()),
        version);
  }

  private static Webhooks.Terms webhooks(Configuration.Providers providers) {
    return new Webhooks.Terms(
        providers.webhooks().resend().map(Secret::value),
        providers.mobizon().isPresent(),
        providers.webhooks().mobizon().map(Secret::value),
        InstantSource.system());
  }
}
