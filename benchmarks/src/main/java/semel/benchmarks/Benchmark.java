package semel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
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
      "Measures Semel beside db-scheduler, JobRunr and Quartz, and beside",
      "graphile-worker and pg-boss where node and npm are on the PATH, on a",
      "PostgreSQL of its own with durable commits. The load comes from this",
      "machine too: run it where nothing else runs."
    },
    footer = {
      "",
      "accept:  registrations that become durable, by callers that wait for their own.",
      "drain:   messages that are all due, to a provider that costs nothing.",
      "http:    the same to a provider over HTTP, beside its client alone; Semel only.",
      "late:    how much later than due, at a low load and at half of the most.",
      "crash:   a process is killed with 100 calls open; what is sent twice.",
      "history: accept, drain and idling with many finished messages; Semel only.",
      "",
      "Exit code: 0 measured, 1 somebody did not come to an end or Semel sent twice,",
      "2 used wrongly or cannot run."
    })
public final class Benchmark implements Callable<Integer> {

  /// What Semel never does.
  private static final List<String> NEVER = List.of("sent twice", "unfinished", "early");

  /// A registration is two messages, and 256 callers make at least one each.
  private static final int MESSAGES_MIN = 2;

  /// So many people have a phone number of their own here.
  private static final int MESSAGES_MAX = 1_000_000;

  /// A tenth of them waits, and that is one registration at least.
  private static final int HISTORY_MIN = 20;

  private static final int HISTORY_MAX = 19_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "What to measure: accept, drain, http, late, crash, history (all of them).")
  private List<Measurement> only = List.of(Measurement.values());

  @Option(
      names = "--messages",
      paramLabel = "NUMBER",
      defaultValue = "20000",
      description = {
        "How many messages accept, drain and http take (${DEFAULT-VALUE});",
        "JobRunr is given a quarter of them, Quartz an eighth."
      })
  private int messages;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "all",
      description = {
        "all, none, or some of db-scheduler, jobrunr, quartz,",
        "graphile-worker, pg-boss (${DEFAULT-VALUE})."
      })
  private List<String> peers = List.of();

  @Option(
      names = "--history",
      paramLabel = "NUMBER",
      defaultValue = "10000000",
      description = {
        "How many messages history finds finished; a tenth of",
        "them wait where it is idle (${DEFAULT-VALUE}: 15 GB)."
      })
  private int finished;

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long history looks at an idle Semel (${DEFAULT-VALUE}).")
  private int idle;

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
    if (messages < MESSAGES_MIN || messages > MESSAGES_MAX || rounds < 1 || idle < 1) {
      throw refused(
          "--messages is from %d to %d, --rounds and --idle at least 1."
              .formatted(MESSAGES_MIN, MESSAGES_MAX));
    }
    if (finished < HISTORY_MIN || finished > HISTORY_MAX) {
      throw refused("--history is from %d to %d.".formatted(HISTORY_MIN, HISTORY_MAX));
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

  private int measure(Server server, List<Candidate> wanted, @Nullable Path target)
      throws IOException, SQLException, InterruptedException {
    var out = spec.commandLine().getOut();
    var progress = new Progress(spec.commandLine().getErr());
    var stand = new Stand(server, progress);
    var stop = new Thread(() -> stop(stand, server));
    Runtime.getRuntime().addShutdownHook(stop);
    var node = stand.fetch(wanted);
    var facts = Machine.describe(server.folder());
    node.version().ifPresent(version -> facts.put("Node", version));
    facts.put("PostgreSQL", settings(server));
    facts.put("messages", Integer.toString(messages));
    out.println(Words.facts(facts));
    out.flush();
    var candidates = wanted.stream().filter(one -> !node.leftOut().containsKey(one)).toList();
    var history = new History(stand, messages, finished, idle);
    var running = new Rounds(new Steps(stand, messages, history), candidates, rounds);
    var measurements = new TreeSet<>(only);
    progress.expect(measurements.stream().mapToInt(running::steps).sum());
    var sections = new ArrayList<Section>();
    for (var measurement : measurements) {
      var figures = running.measure(measurement, progress);
      if (measurement.ofAll()) {
        node.leftOut().forEach((one, reason) -> figures.leftOut(one.title(), reason));
      }
      var section = Words.section(measurement, figures);
      sections.add(section);
      progress.clear();
      out.println(section.title() + "\n\n" + Table.of(section.figures()));
      out.flush();
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    if (target != null) {
      var head = Words.head(rounds, facts) + Words.candidates(candidates, node.leftOut());
      new Page(head, sections, Candidate.SEMEL.title()).write(target);
      out.println("Report: " + target);
      out.flush();
    }
    return sections.stream().allMatch(section -> holds(section.figures())) ? 0 : 1;
  }

  private static void stop(Stand stand, Server server) {
    stand.stop();
    server.close();
  }

  private static String settings(Server server) throws SQLException {
    return server.settings().entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  /// Everybody came to an end, and Semel to its own: nothing twice, nothing early, nothing left.
  private static boolean holds(Figures figures) {
    return figures.whoFailed().isEmpty()
        && figures.lines().stream()
            .filter(line -> line.who().equals(Candidate.SEMEL.title()))
            .allMatch(line -> NEVER.stream().allMatch(name -> figures.greatest(line, name) == 0));
  }
}
