package semel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;
import semel.benchmarks.report.Page;
import semel.benchmarks.report.Section;
import semel.benchmarks.report.Table;
import semel.embedded.EmbeddedServerException;

/// `./semel benchmark`: Semel beside its peers, from nothing to a table.
@Command(
    name = "semel benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures Semel beside db-scheduler, JobRunr and Quartz, on a PostgreSQL of its own with",
      "durable commits. The load comes from this machine too: run it where nothing else runs."
    },
    footer = {
      "",
      "accept: registrations that become durable, by callers that wait for their own.",
      "drain:  messages that are due, to a provider that costs nothing, until none is left.",
      "crash:  a process is killed with 100 calls open; what is sent twice, and until when.",
      "",
      "Exit code: 0 measured, 1 somebody did not come to an end or Semel sent twice,",
      "2 used wrongly or cannot run."
    })
public final class Benchmark implements Callable<Integer> {

  private static final String TWICE = "sent twice";
  private static final String OPEN = "unfinished";

  /// A registration is two messages, and 256 callers make at least one each.
  private static final int MESSAGES_MIN = 2;

  /// So many people have a phone number of their own here.
  private static final int MESSAGES_MAX = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "What to measure: accept, drain, crash (all of them).")
  private List<Measurement> only = List.of(Measurement.values());

  @Option(
      names = "--messages",
      paramLabel = "NUMBER",
      defaultValue = "20000",
      description = "How many messages accept and drain take (${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "all",
      description = "all, none, or some of db-scheduler, jobrunr, quartz (${DEFAULT-VALUE}).")
  private List<String> peers = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "How often each is measured; the median is told (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where the database lies for as long as it runs (the system's for such).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes a page in Markdown, with a picture for each table beside it.")
  private @Nullable Path report;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Benchmark());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS);
    return line;
  }

  @Override
  public Integer call() throws InterruptedException {
    var candidates = candidates();
    if (messages < MESSAGES_MIN || messages > MESSAGES_MAX || rounds < 1) {
      throw refused(
          "--messages is from %d to %d, --rounds at least 1."
              .formatted(MESSAGES_MIN, MESSAGES_MAX));
    }
    if (!Files.isDirectory(folder)) {
      throw refused("--folder names no folder: " + folder);
    }
    var target = report == null ? null : report.toAbsolutePath();
    if (target != null && !Files.isDirectory(target.resolveSibling("."))) {
      throw refused("--report is in no folder: " + target);
    }
    try (var server = Server.start(folder)) {
      return measure(server, candidates, target);
    } catch (EmbeddedServerException | IOException | SQLException e) {
      spec.commandLine().getErr().println("semel benchmark cannot run: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /// Semel first.
  private List<Candidate> candidates() {
    var all = Arrays.stream(Candidate.values()).filter(one -> one != Candidate.SEMEL).toList();
    var chosen = new LinkedHashSet<>(List.of(Candidate.SEMEL));
    for (var peer : peers) {
      switch (peer) {
        case "none" -> {}
        case "all" -> chosen.addAll(all);
        default ->
            chosen.add(
                Candidate.named(peer)
                    .filter(all::contains)
                    .orElseThrow(() ->
                        refused(
                            "There is no peer '%s'; there are %s, and all and none."
                                .formatted(
                                    peer,
                                    all.stream()
                                        .map(Candidate::key)
                                        .collect(Collectors.joining(", "))))));
      }
    }
    return List.copyOf(chosen);
  }

  private int measure(Server server, List<Candidate> candidates, @Nullable Path target)
      throws IOException, SQLException, InterruptedException {
    var measurements = new LinkedHashSet<>(only);
    var out = spec.commandLine().getOut();
    var facts = Machine.describe(server.folder());
    facts.put("PostgreSQL", settings(server));
    facts.put("messages", Integer.toString(messages));
    out.println(Words.facts(facts));
    out.flush();
    var steps = measurements.stream().mapToInt(one -> Rounds.steps(one, candidates, rounds)).sum();
    var progress = new Progress(spec.commandLine().getErr(), steps);
    var running = new Rounds(server, progress, messages);
    var stop =
        new Thread(() -> {
          running.stop();
          server.close();
        });
    Runtime.getRuntime().addShutdownHook(stop);
    var sections = new ArrayList<Section>();
    for (var measurement : measurements) {
      var section = Words.section(measurement, running.measure(measurement, candidates, rounds));
      sections.add(section);
      progress.clear();
      out.println(section.title() + "\n\n" + Table.of(section.figures()));
      out.flush();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    if (target != null) {
      new Page(Words.head(rounds, facts), sections, Candidate.SEMEL.title()).write(target);
      out.println("Report: " + target);
      out.flush();
    }
    return sections.stream().allMatch(section -> holds(section.figures())) ? 0 : 1;
  }

  private static String settings(Server server) throws SQLException {
    return server.settings().entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  /// Everybody came to an end, and Semel to its own: nothing twice, nothing left.
  private static boolean holds(Figures figures) {
    return figures.whoFailed().isEmpty()
        && figures.lines().stream()
            .filter(line -> line.who().equals(Candidate.SEMEL.title()))
            .allMatch(
                line -> figures.greatest(line, TWICE) == 0 && figures.greatest(line, OPEN) == 0);
  }
}
