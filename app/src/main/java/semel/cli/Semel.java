package semel.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import semel.journal.Sentence;

/// `./semel`: exit codes are 0 done, 1 the answer is no, 2 used wrongly or cannot run.
@Command(
    name = "semel",
    description = "Every registered person gets exactly one SMS and one email.",
    footer = {
      "",
      "./semel simulate tries to make Semel send twice, ./semel test builds and runs every test.",
      "./semel COMMAND --help tells more."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Serve.class,
      Doctor.class,
      Migrate.class,
      Import.class,
      Backup.class,
      Restore.class,
      Version.class,
      HelpCommand.class
    })
public final class Semel {

  static final int DONE = 0;
  static final int NO = 1;
  static final int CANNOT = 2;

  private Semel() {}

  /// Runs one command and exits with its code.
  public static void main(String[] arguments) {
    LogManager.getLogManager().reset();
    SLF4JBridgeHandler.install();
    var code = run(arguments.length == 0 ? new String[] {"--help"} : arguments);
    if (code != Serve.RUNNING) {
      System.exit(code);
    }
  }

  /// The one command that somebody waits for, a restart, is run as it stands: to read the
  /// annotations of all commands takes a good part of a start.
  private static int run(String... arguments) {
    if (!Arrays.equals(arguments, new String[] {"serve"})) {
      return commandLine().execute(arguments);
    }
    var out = new PrintWriter(System.out, true, System.out.charset());
    var err = new PrintWriter(System.err, true, System.err.charset());
    try {
      return new Serve().call(out, err);
    } catch (RuntimeException e) {
      return failed(e, err);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Semel())
        .setExecutionExceptionHandler((e, line, _) -> failed(e, line.getErr()));
  }

  private static int failed(Exception e, PrintWriter err) {
    err.println("semel: " + Sentence.of(e));
    return CANNOT;
  }
}
