package semel.configuration;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/// Where values come from: the environment wins over the file, the file over the standard.
final class Sources {

  /// Names of the launcher, which are in the environment but not for the service.
  private static final Set<String> OF_THE_LAUNCHER = Set.of("SEMEL_JAVA_HOME", "SEMEL_JAVA_OPTS");

  private static final int HINT_DISTANCE = 2;

  private static final List<String> PREFIXES =
      List.of("SEMEL_", "MOBIZON_", "RESEND_", "TELEGRAM_");

  /// A longer file is not one secret.
  private static final int SECRET_MAX = 16_384;

  private final Map<Key, String> values = new EnumMap<>(Key.class);

  /// The files that secrets stand in.
  private final Map<Key, String> files = new EnumMap<>(Key.class);

  private final List<String> problems = new ArrayList<>();

  Sources(Map<String, String> environment, Path file) {
    readFile(file);
    readEnvironment(environment);
    files.forEach(this::readSecret);
  }

  private void readFile(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    var properties = new Properties();
    try (Reader reader = new StringReader(text(file))) {
      properties.load(reader);
    } catch (CharacterCodingException _) {
      problems.add(file + " cannot be read: allowed is text in UTF-8.");
      return;
    } catch (IOException | IllegalArgumentException e) {
      problems.add(file + " cannot be read: " + e.getMessage() + ".");
      return;
    }
    for (var name : properties.stringPropertyNames()) {
      if (!keep(name, Key::property, ".file", properties.getProperty(name))) {
        problems.add(name + " in " + file + unknown(upper(name), Key::property));
      }
    }
  }

  /// Keeps the value of a name that is known, or of the file that it stands in.
  private boolean keep(String name, Function<Key, String> written, String inFile, String value) {
    for (var key : Key.values()) {
      if (written.apply(key).equals(name)) {
        values.put(key, value.strip());
        return true;
      }
      if (key.isSecret() && name.equals(written.apply(key) + inFile)) {
        files.put(key, value.strip());
        return true;
      }
    }
    return false;
  }

  /// Reads the file that a secret stands in. What is wrong is told of the file, never of its
  /// content.
  private void readSecret(Key key, String path) {
    if (path.isEmpty()) {
      return;
    }
    var name = key + "_FILE";
    if (isSet(key)) {
      problems.add(key + " and " + name + " are both set: allowed is one of them.");
      return;
    }
    try (var in = Files.newInputStream(Path.of(path))) {
      var bytes = in.readNBytes(SECRET_MAX + 1);
      var text = bytes.length > SECRET_MAX ? "" : utf8(bytes).strip();
      if (text.isEmpty()) {
        problems.add(
            name + "=" + path + " is refused: allowed is a file with the value and nothing else.");
      }
      values.put(key, text);
    } catch (IOException | InvalidPathException e) {
      problems.add(name + "=" + path + " cannot be read: " + reason(e) + ".");
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not read it";
      case CharacterCodingException _ -> "allowed is text in UTF-8";
      case InvalidPathException _ -> "it is no path";
      default -> "it is no file with text";
    };
  }

  private static String text(Path file) throws IOException {
    return utf8(Files.readAllBytes(file));
  }

  /// Some editors begin a file with a mark that is no part of the first name.
  private static String utf8(byte[] bytes) throws CharacterCodingException {
    var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String upper(String property) {
    return property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private void readEnvironment(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (!keep(name, Key::name, "_FILE", value)
          && name.startsWith("SEMEL_")
          && !OF_THE_LAUNCHER.contains(name)) {
        problems.add(name + unknown(name, Key::name));
      }
    });
  }

  /// The end of a sentence about a name, with a hint where it is mistyped.
  private static String unknown(String name, Function<Key, String> written) {
    var meant =
        PREFIXES.stream().anyMatch(name::startsWith)
            ? Arrays.stream(Key.values()).min(comparingInt(key -> distance(key.name(), name)))
            : Optional.<Key>empty();
    return " is not a name Semel knows"
        + meant
            .filter(key -> distance(key.name(), name) <= HINT_DISTANCE)
            .map(key -> "; did you mean " + written.apply(key) + "?")
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
