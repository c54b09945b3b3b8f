package semel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import semel.app.Checkup;
import semel.configuration.ConfigurationRefused;

/// `./semel doctor`.
@Command(
    name = "doctor",
    description =
        "Checks configuration, database, providers' credentials and clock; sends nothing"
            + " unless it is told to certify.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--certify-mobizon",
      description =
          "Sends a few SMS to a number of yours, after asking, to learn whether MOBIZON_MODE=staged"
              + " may be used.")
  private boolean certifyMobizon;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try {
      var configuration = Loaded.configuration();
      if (certifyMobizon) {
        return new CertifyMobizon(configuration, Terminal.ofThisProcess(), out).run();
      }
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
