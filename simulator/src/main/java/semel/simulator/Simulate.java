package semel.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import semel.simulator.design.Design;
import semel.simulator.design.Mistake;
import semel.simulator.fault.Fault;
import semel.simulator.old.OldBackend;
import semel.simulator.report.Report;
import semel.simulator.report.Story;

/// `./semel simulate`: tries to make Semel send twice, from one seed.
@Command(
    name = "semel simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs Semel in simulated worlds where everything goes wrong: machines die, stand still and",
      "wake up late, clocks jump, the database loses commits, providers lie. The providers' own",
      "ledger is the judge. The same seed gives the same worlds and the same hash."
    },
    footer = {
      "",
      "Designs: semel is the product. seed is the backend it replaces (a timer, a pass each minute",
      "and a recovery at start, each checking a flag and then sending). queue is the usual job",
      "queue (what was not finished in time is run again). Any mistake of --designs works too.",
      "",
      "Exit code: 0 every invariant held, 1 one did not, 2 used wrongly."
    })
public final class Simulate implements Callable<Integer> {

  static final String SEMEL = "semel";
  private static final String SEED = "seed";
  private static final long SHOW_EVERY = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Where every world comes from.")
  private @Nullable Long seed;

  @Option(
      names = "--messages",
      paramLabel = "NUMBER",
      defaultValue = "200000",
      description = "How many messages to simulate at least (${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--design",
      paramLabel = "NAME",
      defaultValue = SEMEL,
      description = "What to simulate: semel, seed, queue, or a mistake (${DEFAULT-VALUE}).")
  private String design = SEMEL;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the page with the verdict (semel-simulation.html).")
  private Path report = Path.of("semel-simulation.html");

  @Option(names = "--rough", description = "Everything goes wrong in every world, and often.")
  private boolean rough;

  @Option(names = "--designs", description = "Lists what --design knows.")
  private boolean designs;

  @Option(names = "--world", paramLabel = "NUMBER", description = "Replays one world of the seed.")
  private @Nullable Long world;

  @Option(names = "--people", paramLabel = "NUMBER", description = "How many register there.")
  private int people = 500;

  @Option(names = "--nodes", paramLabel = "NUMBER", description = "On how many machines.")
  private int nodes;

  @Option(names = "--without", split = ",", paramLabel = "FAULT", description = "Without these.")
  private List<Fault> without = List.of();

  @Option(names = "--only", split = ",", paramLabel = "FAULT", description = "With no others.")
  private List<Fault> only = List.of();

  @Option(
      names = "--strikes",
      split = ",",
      paramLabel = "RANGE",
      description = "Only these strikes of faults happen: 0-35,96.")
  private @Nullable List<String> strikes;

  private long shownAt;

  /// Ends the process with the verdict.
  public static void main(String[] arguments) throws InterruptedException {
    // One carrier: a strand and whoever resumed it never run at once, so a second would only cost.
    System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
    System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1");
    var code = new int[1];
    Thread.ofVirtual().start(() -> code[0] = commandLine().execute(arguments)).join();
    System.exit(code[0]);
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Simulate());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS);
    return line;
  }

  @Override
  public Integer call() throws IOException {
    var out = spec.commandLine().getOut();
    if (designs) {
      Story.designs(out);
      return 0;
    }
    if (messages < 1 || people < 1 || nodes < 0) {
      throw new ParameterException(
          spec.commandLine(), "--messages and --people are at least 1, --nodes at least 0.");
    }
    var cut = nodes > 0 || !without.isEmpty() || !only.isEmpty() || strikes != null;
    if (cut && world == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--nodes, --without, --only and --strikes are for one world; name it with --world.");
    }
    var drawn = seed == null ? new SecureRandom().nextLong(1, 1_000_000_000) : seed;
    var verdict = design.equals(SEED) ? old(drawn) : simulated(drawn);
    spec.commandLine().getErr().print("\r\u001b[K");
    spec.commandLine().getErr().flush();
    Story.tell(verdict, out);
    Files.writeString(report, Report.page(verdict));
    out.println("Report: " + report.toAbsolutePath());
    out.flush();
    return verdict.holds() ? 0 : 1;
  }

  private Verdict old(long drawn) {
    return new OldBackend(System::nanoTime, this::show).run(drawn, messages);
  }

  private Verdict simulated(long drawn) {
    var simulation = new Simulation(design, made(), System::nanoTime, this::show);
    if (world == null) {
      return simulation.run(drawn, messages, rough || !design.equals(SEMEL));
    }
    return simulation.replay(new Replay(drawn, world, rough, people, nodes, left(), kept()));
  }

  /// The faults that are left out.
  private Set<Fault> left() {
    var left = only.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.allOf(Fault.class);
    left.removeAll(only);
    left.addAll(without);
    return left;
  }

  private @Nullable BitSet kept() {
    if (strikes == null) {
      return null;
    }
    try {
      return Replay.numbers(strikes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--strikes takes numbers and ranges, such as 0-35,96.", e);
    }
  }

  private Design.Made made() {
    if (design.equals(SEMEL)) {
      return Design::new;
    }
    for (var mistake : Mistake.values()) {
      if (mistake.key().equals(design)) {
        return mistake::design;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "There is no design '" + design + "'; --designs lists them all.");
  }

  private void show(Totals totals) {
    var now = System.nanoTime();
    if (now - shownAt > SHOW_EVERY) {
      shownAt = now;
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "\r\u001b[K%,d messages in %,d worlds, %,d faults, no violation so far ...",
          totals.messages(),
          totals.worlds(),
          totals.faultsSum());
      err.flush();
    }
  }
}
