package semel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import semel.app.Storage;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;

/// `./semel backup`.
@Command(
    name = "backup",
    description = "Copies the embedded database into one file, also while Semel runs.",
    mixinStandardHelpOptions = true)
final class Backup implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Where to; without it semel-backup-<process>.tar in this folder.")
  private @Nullable Path to;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try {
      var file =
          to == null ? Path.of("semel-backup-" + ProcessHandle.current().pid() + ".tar") : to;
      Storage.backUp(Loaded.configuration().storage(), file.toAbsolutePath());
      line.getOut().println("The database is in " + file + ". Who has it can read everything.");
      return Semel.DONE;
    } catch (ConfigurationRefused e) {
      line.getErr().println(Loaded.refused(e));
    } catch (DatabaseUnfit e) {
      line.getErr().println(e.getMessage());
    }
    return Semel.CANNOT;
  }
}
