package semel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import semel.app.Storage;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;

/// `./semel restore`.
@Command(
    name = "restore",
    description = "Puts a backup into a data folder that has no database yet.",
    mixinStandardHelpOptions = true)
final class Restore implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What backup wrote.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try {
      var storage = Loaded.configuration().storage();
      Storage.restore(storage, file.toAbsolutePath());
      line.getOut()
          .println(
              "The database is restored. At the next start everything that may have been sent"
                  + " since the backup is in doubt, and nothing of it is sent again.");
      return Semel.DONE;
    } catch (ConfigurationRefused e) {
      line.getErr().println(Loaded.refused(e));
    } catch (DatabaseUnfit e) {
      line.getErr().println(e.getMessage());
    }
    return Semel.CANNOT;
  }
}
