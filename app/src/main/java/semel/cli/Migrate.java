package semel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import semel.app.Storage;
import semel.configuration.ConfigurationRefused;
import semel.database.DatabaseUnfit;

/// `./semel migrate`.
@Command(
    name = "migrate",
    description = "Brings the database schema up to date; serve does it too.",
    mixinStandardHelpOptions = true)
final class Migrate implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var line = spec.commandLine();
    try (var storage = Storage.open(Loaded.configuration().storage())) {
      storage.database().migrate();
      line.getOut().println("The schema is up to date.");
      return Semel.DONE;
    } catch (ConfigurationRefused e) {
      line.getErr().println(Loaded.refused(e));
    } catch (DatabaseUnfit e) {
      line.getErr().println(e.getMessage());
    }
    return Semel.CANNOT;
  }
}
