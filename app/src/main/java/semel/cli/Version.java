package semel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./semel version`.
@Command(
    name = "version",
    description = "Prints version, commit and Java.",
    mixinStandardHelpOptions = true)
final class Version implements IVersionProvider, Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public String[] getVersion() {
    return new String[] {
      "semel " + text("version") + ", commit " + text("commit"),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
    };
  }

  /// The version of this build.
  static String number() {
    return text("version");
  }

  private static String text(String key) {
    try (var in = Version.class.getResourceAsStream("build.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty(key, "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Integer call() {
    for (var line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return Semel.DONE;
  }
}
