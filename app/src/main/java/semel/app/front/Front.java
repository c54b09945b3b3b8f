package semel.app.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.account.Account;
import semel.account.AccountId;
import semel.app.loop.SystemClock;
import semel.board.kept.Kept;
import semel.board.kept.KeptBoard;
import semel.board.kept.KeptListing;
import semel.board.kept.KeptPauses;
import semel.board.kept.KeptWatch;
import semel.campaign.Campaign;
import semel.campaign.Segments;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.journal.Sentence;
import semel.message.Body;
import semel.postgres.PostgresPulses;
import semel.postgres.PostgresSandboxClock;
import semel.postgres.board.PostgresBoard;
import semel.postgres.board.PostgresListing;
import semel.postgres.board.PostgresPauses;
import semel.postgres.board.PostgresWatch;
import semel.providers.mobizon.MobizonSender;
import semel.web.Household;
import semel.web.Ports;
import semel.web.dashboard.Dashboard;
import semel.web.dashboard.Looks;

/// The dashboard, put on top of what it looks at.
public final class Front {

  /// What `./semel simulate` writes where it is started.
  private static final Path SIMULATION = Path.of("semel-simulation.html");

  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String SANDBOX = "sandbox-";

  private Front() {}

  /// Puts it together.
  ///
  /// @param accounts every account whose messages may be seen
  public static Dashboard of(
      Configuration configuration,
      Database database,
      Ports ports,
      List<Account> accounts,
      List<Campaign> campaigns) {
    var watch = new KeptWatch(new PostgresWatch(database, accounts), means());
    var looks =
        new Looks(
            new KeptBoard(
                new PostgresBoard(database, accounts, campaigns, Front::segments), means()),
            new KeptListing(new PostgresListing(database, accounts, campaigns), means()),
            watch,
            new KeptPauses(new PostgresPauses(database), watch),
            ports.records(),
            ports.desk(),
            ports.captures(),
            new PostgresSandboxClock(database),
            ports.leads(),
            new PostgresPulses(database),
            Front::sms,
            ports.household().reveals(),
            ports.household().acts(),
            campaigns,
            ports.household().admissions(),
            ports.holds(),
            Front::simulation,
            ports.onDue());
    return new Dashboard(looks, terms(configuration, ports.household()));
  }

  /// Numbers that cost a long look are kept, and looked up behind whoever asks.
  private static Kept.Means means() {
    return new Kept.Means(
        new SystemClock(),
        Executors.newVirtualThreadPerTaskExecutor(),
        e ->
            LOG.warn("Numbers of the dashboard are older than they should be: {}", Sentence.of(e)));
  }

  private static Dashboard.Terms terms(Configuration configuration, Household household) {
    var installation = household.installation();
    return new Dashboard.Terms(
        Residents.isSandbox(configuration),
        () -> installation.settings().zone(),
        () -> installation.settings().segmentPrice(),
        configuration.delivery().timing().settle(),
        InstantSource.system(),
        System::nanoTime,
        RandomGenerator.getDefault());
  }

  /// The text of an SMS in the form of its account.
  private static Optional<String> sms(@Nullable AccountId account, @Nullable Body body) {
    if (account == null || body == null) {
      return Optional.empty();
    }
    return account.value().startsWith(SANDBOX)
        ? Optional.of(body.value())
        : MobizonSender.text(body);
  }

  private static int segments(AccountId account, Body body) {
    return sms(account, body).map(text -> Segments.of(text).count()).orElse(1);
  }

  private static Optional<String> simulation() {
    try {
      return Optional.of(Files.readString(SIMULATION));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The report of the simulation cannot be read", e);
    }
  }
}
