package semel.configuration;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Where values come from: the environment wins over the file, the file over the standard.
final class Sources {

  /// Names of the launcher, which are in the environment but not for the service.
  private static final Set<String> OF_THE_LAUNCHER = Set.of("SEMEL_JAVA_HOME", "SEMEL_JAVA_OPTS");

  private static final List<String> PREFIXES =
      List.of("SEMEL_", "MOBIZON_", "RESEND_", "TELEGRAM_");

  private final Map<Key, String> values = new EnumMap<>(Key.class);
  private final List<String> problems = new ArrayList<>();

  Sources(Map<String, String> environment, Path file) {
    readFile(file);
    readEnvironment(environment);
  }

  private void readFile(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    var properties = new Properties();
    try (Reader reader = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(file + " cannot be read as UTF-8 properties: " + e.getMessage());
      return;
    }
    for (var name : properties.stringPropertyNames()) {
      var key = Arrays.stream(Key.values()).filter(k -> k.property().equals(name)).findFirst();
      if (key.isEmpty()) {
        problems.add(name + " in " + file + " is not a name Semel knows" + closest(upper(name)));
      } else {
        values.put(key.get(), properties.getProperty(name).strip());
      }
    }
  }

  private static String upper(String property) {
    return property.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
  }

  private void readEnvironment(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      var key = Arrays.stream(Key.values()).filter(k -> k.name().equals(name)).findFirst();
      if (key.isPresent()) {
        values.put(key.get(), value.strip());
      } else if (name.startsWith("SEMEL_") && !OF_THE_LAUNCHER.contains(name)) {
        problems.add(name + " is not a name Semel knows" + closest(name));
      }
    });
  }

  /// A hint for a mistyped name.
  private static String closest(String name) {
    if (PREFIXES.stream().noneMatch(name::startsWith)) {
      return ".";
    }
    return Arrays.stream(Key.values())
        .filter(key -> distance(key.name(), name) <= 2)
        .findFirst()
        .map(key -> "; did you mean " + key + "?")
        .orElse(".");
  }

  /// The Levenshtein distance of two short names.
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (var j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= one.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var above = row[j];
        var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  /// The value, the standard, or empty where neither says anything.
  Optional<String> get(Key key) {
    var value = values.getOrDefault(key, "");
    var said = value.isEmpty() ? key.standard() : value;
    return said.isEmpty() ? Optional.empty() : Optional.of(said);
  }

  boolean isSet(Key key) {
    return !values.getOrDefault(key, "").isEmpty();
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  List<String> problems() {
    return problems;
  }
}
