package semel.configuration;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Configurations as tests tell them: names and values one after the other.
final class Told {

  static final Path NO_FILE = Path.of("there-is-no-such-file.properties");

  private Told() {}

  static Map<String, String> environment(String... namesAndValues) {
    var environment = new HashMap<String, String>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  /// Reads what is expected to be fine.
  static Configuration read(String... namesAndValues) {
    return read(environment(namesAndValues), NO_FILE);
  }

  static Configuration read(Map<String, String> environment, Path file) {
    try {
      return Configuration.read(environment, file);
    } catch (ConfigurationRefused e) {
      throw new AssertionError("refused: " + e.sentences(), e);
    }
  }

  /// The sentences about what is expected to be refused.
  static List<String> refused(String... namesAndValues) {
    return refused(environment(namesAndValues), NO_FILE);
  }

  static List<String> refused(Map<String, String> environment, Path file) {
    try {
      throw new AssertionError("not refused: " + Configuration.read(environment, file));
    } catch (ConfigurationRefused e) {
      return e.sentences();
    }
  }
}
