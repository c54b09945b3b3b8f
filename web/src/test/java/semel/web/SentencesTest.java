package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import semel.web.intake.PhoneNumbers;
import semel.web.problem.Problem.Sentence;
import semel.web.problem.Sentences;

final class SentencesTest {

  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  private static Map<String, String> bundle(String language) throws IOException {
    var name = "/semel/web/messages_" + language + ".properties";
    try (var in = Objects.requireNonNull(SentencesTest.class.getResourceAsStream(name));
        var reader = new InputStreamReader(in, UTF_8)) {
      var properties = new Properties();
      properties.load(reader);
      var sorted = new TreeMap<String, String>();
      properties.forEach((key, value) -> sorted.put(key.toString(), value.toString()));
      return sorted;
    }
  }

  @Test
  void every_language_says_the_same_things_with_the_same_places() throws IOException {
    assertThat(places(bundle("ru"))).isEqualTo(places(bundle("en")));
    assertThat(places(bundle("kk"))).isEqualTo(places(bundle("en")));
  }

  private static Map<String, List<String>> places(Map<String, String> bundle) {
    var places = new TreeMap<String, List<String>>();
    bundle.forEach((key, text) ->
        places.put(key, PLACE.matcher(text).results().map(r -> r.group()).sorted().toList()));
    return places;
  }

  @Test
  void no_sentence_is_left_in_english_and_every_sentence_ends() throws IOException {
    for (var language : List.of("ru", "kk")) {
      bundle(language)
          .forEach(
              (key, text) -> assertThat(text).as(key).matches("(?s).*([а-яәіңғүұқөһ]|\\{0}).*"));
    }
    for (var language : List.of("ru", "kk", "en")) {
      bundle(language).forEach((key, text) -> assertThat(text).as(key).matches(".*([.]|\\{0})"));
    }
  }

  @Test
  void every_sentence_that_the_code_names_exists_and_every_one_that_exists_is_named()
      throws IOException {
    var named = new TreeSet<String>();
    var literal = Pattern.compile("\"([a-z0-9]+(?:[.-][a-z0-9-]+)*)\"");
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        literal.matcher(Files.readString(file)).results().forEach(r -> named.add(r.group(1)));
      }
    }
    for (var field : List.of("name", "email", "phone", "source")) {
      for (var flaw : List.of("missing", "type", "control", "too-long")) {
        named.add(field + "." + flaw);
      }
    }
    for (var reason : PhoneNumbers.Reason.values()) {
      named.add("phone." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    named.addAll(List.of("email.at", "email.name", "email.domain", "email.too-long"));
    var unnamed =
        bundle("en").keySet().stream()
            .filter(key -> !named.contains(key))
            .collect(Collectors.toSet());
    assertThat(unnamed).isEmpty();
    var missing =
        named.stream()
            .filter(key -> key.matches("(body|key|name|email|phone|source|field|query)\\.[a-z-]+"))
            .filter(key -> !bundleHas(key))
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean bundleHas(String key) {
    try {
      return bundle("en").containsKey(key);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_language_without_sentences_gets_english() {
    assertThat(Sentences.of(Locale.FRENCH).say(new Sentence("draining")))
        .isEqualTo(Sentences.of(Locale.ENGLISH).say(new Sentence("draining")));
    assertThat(Sentences.of(Locale.of("kk")).say(new Sentence("name.missing")))
        .isEqualTo("Атыңызды жазыңыз.");
    assertThat(Sentences.of(Locale.of("ru", "KZ")).say(new Sentence("name.missing")))
        .isEqualTo("Укажите имя.");
  }
}
