package semel.app.takeover;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.app.Campaigns;
import semel.app.Storage;
import semel.campaign.Campaign;
import semel.configuration.Configuration;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.intake.IntakeLimits;
import semel.journal.Sentence;
import semel.lifecycle.RetryPolicy;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.PostgresLeads;
import semel.postgres.takeover.PostgresNewcomers;
import semel.postgres.takeover.PostgresOldLeads;
import semel.takeover.Reader;
import semel.takeover.Takeover;
import semel.takeover.Tally;
import semel.web.intake.PhoneNumbers;
import semel.web.intake.Recipients;

/// Takes over the tables of an older backend: what `./semel import` does.
public final class Importing {

  private static final int BATCH = 500;

  private static final int NAME_MAX = 200;

  /// Nothing is tried here; the rules only ask how often it could be.
  private static final RetryPolicy RETRY =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private Importing() {}

  /// What to take over.
  ///
  /// @param stoppedAt when the old backend stopped; empty where nobody says so
  /// @param dry whether nothing is to be changed
  public record Order(Address from, String campaign, Optional<Instant> stoppedAt, boolean dry) {}

  /// Who is told how it goes.
  public interface Listener extends Takeover.Witness {

    /// Something to know before it begins.
    void note(String sentence);
  }

  /// The campaigns that people can be taken into.
  public static List<String> campaigns(Configuration configuration) {
    return Campaigns.of(configuration).stream().map(Campaign::slug).toList();
  }

  /// Does it.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static Tally run(Configuration configuration, Order order, Listener listener)
      throws DatabaseUnfit {
    try (var old = PostgresOldLeads.open(order.from());
        var storage = Storage.visit(configuration.storage())) {
      var now = old.now();
      if (order.stoppedAt().isPresent() && order.stoppedAt().get().isAfter(now)) {
        throw new DatabaseUnfit(
            "The old backend cannot have stopped at "
                + order.stoppedAt().get()
                + ": its database says that it is "
                + now
                + ". Stop it first.");
      }
      if (old.others() > 0) {
        listener.note(
            "Others are connected to the old database ("
                + old.others()
                + "). An old backend that"
                + " still runs sends too: stop it first.");
      }
      var newcomers = newcomers(configuration, order, storage.database());
      var quietSince = order.stoppedAt().orElse(now);
      var settings = new Takeover.Settings(quietSince, BATCH, order.dry(), listener);
      return new Takeover(old, newcomers, new Typed(configuration), settings).run();
    } catch (UncheckedIOException e) {
      throw new DatabaseUnfit(
          "It stopped: "
              + Sentence.of(e)
              + ". What was taken stays; run it again, nothing is taken twice.");
    }
  }

  /// The campaign of a Semel that runs is left as it is: this process may know less of it.
  private static PostgresNewcomers newcomers(
      Configuration configuration, Order order, Database database) throws DatabaseUnfit {
    var newcomers =
        new PostgresNewcomers(
            database, new PostgresNewcomers.Settings(order.campaign(), RETRY), new SecureRandom());
    if (!order.dry()) {
      database.migrate();
      if (!newcomers.hasCampaign()) {
        var leads = new PostgresLeads(database, IntakeLimits.NONE);
        Campaigns.of(configuration).stream()
            .filter(campaign -> campaign.slug().equals(order.campaign()))
            .forEach(leads::publish);
      }
    }
    return newcomers;
  }

  /// As the public door reads it.
  private record Typed(PhoneNumbers numbers) implements Reader {

    Typed(Configuration configuration) {
      this(new PhoneNumbers(configuration.listening().countries()));
    }

    @Override
    public Optional<PhoneNumber> phone(@Nullable String typed) {
      return typed != null
              && numbers.read(typed) instanceof PhoneNumbers.Reading.Reachable(var number)
          ? Optional.of(number)
          : Optional.empty();
    }

    @Override
    public Optional<EmailAddress> email(@Nullable String typed) {
      return typed == null ? Optional.empty() : Recipients.address(typed);
    }

    /// A line break in a name would be one in a message.
    @Override
    public Optional<String> name(@Nullable String typed) {
      var name = typed == null ? "" : typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
      return name.isEmpty() || name.codePointCount(0, name.length()) > NAME_MAX
          ? Optional.empty()
          : Optional.of(name);
    }
  }
}
