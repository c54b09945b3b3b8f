package semel.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import semel.app.takeover.Importing;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.database.Address;
import semel.database.DatabaseUnfit;
import semel.message.Channel;
import semel.takeover.Newcomer.Fate;
import semel.takeover.Tally;

/// `./semel import`.
@Command(
    name = "import",
    description = {
      "Takes over the landing_leads and scheduled_notifications of an older backend, which are only"
          + " read. Whoever got a message gets no second one, and whatever cannot be known is held"
          + " for a person.",
      "Exit code: 0 all rows were taken, 1 some were not (they are listed), 2 it could not be done."
    },
    mixinStandardHelpOptions = true)
final class Import implements Callable<Integer> {

  private static final int SHOWN_EVERY = 5_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "The old database: postgresql://user:password@host/db")
  private String from = "";

  @Option(
      names = "--campaign",
      paramLabel = "SLUG",
      description = "Whom they register with; may be left out where there is one.")
  private @Nullable String campaign;

  @Option(
      names = "--stopped-at",
      paramLabel = "TIME",
      description =
          "When the old backend stopped, as 2025-12-14T10:00:00Z. What was due after that was not"
              + " sent by it. Without it, whatever is overdue is held.")
  private @Nullable String stoppedAt;

  @Option(names = "--dry-run", description = "Prints what would happen, and changes nothing.")
  private boolean dry;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try {
      var configuration = Loaded.configuration();
      var tally = Importing.run(configuration, order(configuration), new Said(line.getOut()));
      table(tally, line.getOut());
      return tally.left() == 0 ? Semel.DONE : Semel.NO;
    } catch (ConfigurationRefused e) {
      line.getErr().println(Loaded.refused(e));
    } catch (DatabaseUnfit e) {
      line.getErr().println(e.getMessage());
    }
    return Semel.CANNOT;
  }

  private Importing.Order order(Configuration configuration) {
    var known = Importing.campaigns(configuration);
    var slug = campaign == null && known.size() == 1 ? known.getFirst() : campaign;
    if (slug == null || !known.contains(slug)) {
      throw new ParameterException(
          spec.commandLine(),
          "--campaign"
              + (slug == null ? " is missing" : "=" + slug + " is refused")
              + ": allowed is "
              + String.join(" or ", known)
              + ".");
    }
    try {
      return new Importing.Order(Address.parse(from), slug, stopped(), dry);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--from is refused: " + e.getMessage() + ".");
    }
  }

  private Optional<Instant> stopped() {
    try {
      return Optional.ofNullable(stoppedAt)
          .map(OffsetDateTime::parse)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException _) {
      throw new ParameterException(
          spec.commandLine(),
          "--stopped-at="
              + stoppedAt
              + " is refused: allowed is a time such as 2025-12-14T10:00:00Z or"
              + " 2025-12-14T15:00:00+05:00.");
    }
  }

  private record Said(PrintWriter out) implements Importing.Listener {

    @Override
    public void note(String sentence) {
      say("NOTE  " + sentence);
    }

    @Override
    public void read(long rows, long all) {
      if (rows == all || rows % SHOWN_EVERY == 0) {
        say("%d of %d rows of landing_leads read".formatted(rows, all));
      }
    }

    @Override
    public void left(String row, String why) {
      say("LEFT  " + row + ": " + why);
    }

    private void say(String line) {
      out.println(line);
      out.flush();
    }
  }

  private void table(Tally tally, PrintWriter out) {
    var format = "%-44s %9s %9s%n";
    out.println();
    out.printf(Locale.ROOT, format, dry ? "It would be" : "It is", "SMS", "email");
    for (var fate : Fate.values()) {
      out.printf(
          Locale.ROOT,
          format,
          words(fate),
          tally.of(Channel.SMS, fate),
          tally.of(Channel.EMAIL, fate));
    }
    out.println(
        "%d people, %d of them known before; %d rows more about the same people; %d rows left."
            .formatted(tally.people(), tally.known(), tally.repeats(), tally.left()));
    if (tally.of(Channel.SMS, Fate.HELD) + tally.of(Channel.EMAIL, Fate.HELD) > 0) {
      out.println("What is held waits for you under In doubt, with what the old rows said.");
    }
    if (dry) {
      out.println("Nothing was changed.");
    }
    out.flush();
  }

  private static String words(Fate fate) {
    return switch (fate) {
      case SENT -> "sent before, and never again";
      case SCHEDULED -> "scheduled";
      case HELD -> "held for a person";
      case CANCELLED -> "cancelled, never to be sent";
      case KEPT -> "as Semel had it";
    };
  }
}
