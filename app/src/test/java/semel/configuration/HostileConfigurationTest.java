package semel.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.hostile.Hostile;

/// Whatever is told, the configuration is read or refused in sentences; it never throws anything
/// else, and a refused secret is not repeated.
class HostileConfigurationTest {

  private static final List<Key> KEYS = Arrays.asList(Key.values());

  static List<byte[]> values() {
    return bytes(
        "90s",
        "999999999h",
        "10m",
        "5/1s",
        "1/999999999h",
        "https://example.com/a",
        "http://[::1]:8080/",
        "https://user:pass@example.com",
        "KZ,KG",
        "8080",
        "64",
        "off",
        "jdbc:postgresql://localhost:5432/semel?user=a&password=b",
        "postgresql://a:b@localhost/semel",
        "./data",
        "Name <a@example.kz>",
        "-1001234567890");
  }

  static List<byte[]> files() {
    return bytes(
        "semel.port=8080\nsemel.delay=10m\n",
        "# a comment\nsemel.lease : 60s\nmobizon.api.key=kz00\\\n  11\n",
        "\ufeffsemel.public.url=https\\://example.com\n",
        "semel.prot=1\nresend.from=\\u0041 <a@b.kz>\n");
  }

  private static List<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  @Test
  void mutants_of_values_are_taken_or_refused_in_sentences() {
    Hostile.attack("the values", values(), HostileConfigurationTest::value);
  }

  @Test
  void mutants_of_files_are_read_or_refused_in_sentences() {
    Hostile.attack("the configuration files", files(), 10, HostileConfigurationTest::file);
  }

  /// The same text under a name that depends on it.
  static void value(byte[] input) {
    var text = new String(input, UTF_8);
    for (var shift = 0; shift < 3; shift++) {
      var key = KEYS.get(Math.floorMod(Arrays.hashCode(input) + shift, KEYS.size()));
      try {
        var _ = Configuration.read(Map.of(key.name(), text), Told.NO_FILE);
      } catch (ConfigurationRefused e) {
        assertThat(e.sentences()).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
        if ((key.isSecret() || key.name().endsWith("_KEY")) && text.strip().length() > 30) {
          assertThat(e.sentences()).noneMatch(sentence -> sentence.contains(text.strip()));
        }
      }
    }
  }

  static void file(byte[] input) throws IOException {
    var file = Files.createTempFile("semel", ".properties");
    try {
      Files.write(file, input);
      var _ = Configuration.read(Map.of(), file);
    } catch (ConfigurationRefused e) {
      assertThat(e.sentences()).isNotEmpty();
    } finally {
      Files.delete(file);
    }
  }
}
