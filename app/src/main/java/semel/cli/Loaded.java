package semel.cli;

import java.nio.file.Path;
import semel.app.log.LogSetup;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;

/// The configuration of this process: its environment and the `semel.properties` beside it.
final class Loaded {

  private static final Path FILE = Path.of("semel.properties");

  private Loaded() {}

  static Configuration configuration() throws ConfigurationRefused {
    var configuration = Configuration.read(System.getenv(), FILE);
    // Logback reads this when the first logger is made, which nothing before this line does.
    System.setProperty(LogSetup.FORMAT, configuration.logFormat());
    return configuration;
  }

  /// What is printed before each sentence about a configuration that is refused.
  static String refused(ConfigurationRefused refused) {
    return "The configuration is refused:\n  " + String.join("\n  ", refused.sentences());
  }
}
