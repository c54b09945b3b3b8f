package semel.web.page;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The words of one language: whole sentences with places `{0}` and plural forms, as ICU writes
/// them.
public final class Words {

  /// The files of each language, one per group of pages; together they are its bundle.
  static final List<String> PARTS =
      List.of(
          "shell",
          "states",
          "overview",
          "messages",
          "lead",
          "doubts",
          "duplicates",
          "campaigns",
          "sandbox",
          "providers",
          "alerts",
          "simulator",
          "settings",
          "signin",
          "proftest",
          "stop");

  private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

  static {
    for (var language : Language.values()) {
      ALL.put(language, load(language));
    }
  }

  private final Language language;
  private final Properties patterns;
  private final Map<String, MessageFormat> parsed = new ConcurrentHashMap<>();

  private Words(Language language, Properties patterns) {
    this.language = language;
    this.patterns = patterns;
  }

  /// The words of a language.
  public static Words of(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  public Language language() {
    return language;
  }

  /// Says the sentence of this name with these things in its places.
  ///
  /// @throws IllegalArgumentException when the bundle lacks it, which a test rules out
  public String say(String key, Object... places) {
    var format = parsed.computeIfAbsent(key, this::parse);
    synchronized (format) { // a format keeps state while it formats
      return format.format(places);
    }
  }

  /// Whether the bundle has a sentence of this name.
  public boolean has(String key) {
    return patterns.containsKey(key);
  }

  Set<String> keys() {
    return patterns.stringPropertyNames();
  }

  String pattern(String key) {
    var pattern = patterns.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no sentence is named " + key);
    }
    return pattern;
  }

  private MessageFormat parse(String key) {
    return new MessageFormat(pattern(key), language.locale());
  }

  private static Words load(Language language) {
    var all = new Properties();
    PARTS.forEach(part -> {
      var properties = part(language, part);
      var twice = properties.keySet().stream().filter(all::containsKey).toList();
      if (!twice.isEmpty()) {
        throw new IllegalStateException(language + " says twice: " + twice);
      }
      all.putAll(properties);
    });
    return new Words(language, all);
  }

  private static Properties part(Language language, String part) {
    var name = "/semel/web/words/" + language.code() + "/" + part + ".properties";
    try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(name), name);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      var properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
