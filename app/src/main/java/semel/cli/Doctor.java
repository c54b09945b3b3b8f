package semel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import semel.app.Checkup;
import semel.configuration.ConfigurationRefused;

/// `./semel doctor`.
@Command(
    name = "doctor",
    description =
        "Checks configuration, database, providers' credentials and clock; sends nothing.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try {
      var configuration = Loaded.configuration();
      out.println("fit   configuration");
      var fit = true;
      for (var result : Checkup.of(configuration)) {
        out.println((result.fit() ? "fit   " : "UNFIT ") + result.sentence());
        fit &= result.fit();
      }
      return fit ? Semel.DONE : Semel.NO;
    } catch (ConfigurationRefused e) {
      e.sentences().forEach(sentence -> out.println("UNFIT " + sentence));
      return Semel.NO;
    }
  }
}
