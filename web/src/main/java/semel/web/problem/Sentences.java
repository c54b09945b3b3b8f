package semel.web.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import semel.web.problem.Problem.Sentence;

/// The sentences of one language. A language without a bundle gets English.
public final class Sentences {

  private static final Map<String, Sentences> BUNDLES =
      List.of("en", "ru", "kk").stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Sentences::load));

  private final Properties properties;

  private Sentences(Properties properties) {
    this.properties = properties;
  }

  /// The sentences for people who read this language.
  public static Sentences of(Locale locale) {
    return Objects.requireNonNull(BUNDLES.getOrDefault(locale.getLanguage(), BUNDLES.get("en")));
  }

  /// Puts a sentence into words.
  ///
  /// @throws IllegalArgumentException when the bundle lacks it, which a test rules out
  public String say(Sentence sentence) {
    var text = properties.getProperty(sentence.key());
    if (text == null) {
      throw new IllegalArgumentException("no sentence is named " + sentence.key());
    }
    for (var i = 0; i < sentence.places().size(); i++) {
      text = text.replace("{" + i + "}", sentence.places().get(i));
    }
    return text;
  }

  private static Sentences load(String language) {
    var name = "/semel/web/messages_" + language + ".properties";
    try (var in = Objects.requireNonNull(Sentences.class.getResourceAsStream(name), name);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      var properties = new Properties();
      properties.load(reader);
      return new Sentences(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
