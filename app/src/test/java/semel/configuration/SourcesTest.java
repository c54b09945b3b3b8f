package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.environment;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where values come from, and what is said about names that nobody knows.
class SourcesTest {

  @TempDir private Path folder;
  private Path file = Path.of("unset");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("semel.properties");
  }

  private Path wrote(String text) throws IOException {
    return Files.writeString(file, text);
  }

  @Test
  void the_file_says_what_the_environment_does_not() throws IOException {
    wrote("semel.port=9001\nsemel.host=0.0.0.0\n");
    var listening = read(environment("SEMEL_PORT", "9002"), file).listening();
    assertThat(listening.port()).isEqualTo(9002);
    assertThat(listening.host()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void every_name_is_known_to_the_environment_and_to_the_file(Key key) throws IOException {
    var value = key.standard().isEmpty() ? "" : key.standard();
    wrote(key.property() + "=" + value + "\n");
    assertThat(key.property()).isEqualTo(key.property().toLowerCase(Locale.ROOT));
    assertThat(read(Map.of(key.name(), value), file)).isEqualTo(read());
  }

  /// A name is written out, or as its end where its row begins with the names of its provider.
  @ParameterizedTest
  @EnumSource(Key.class)
  void every_name_is_explained_in_the_readme(Key key) throws IOException {
    var readme = Path.of(System.getProperty("basedir", "app")).resolveSibling("README.md");
    var name = key.name();
    var provider = name.substring(0, name.indexOf('_'));
    assertThat(Files.readString(readme).lines())
        .anyMatch(line ->
            line.contains("`" + name + "`")
                || (line.startsWith("| `" + provider + "_")
                    && !provider.equals("SEMEL")
                    && line.contains("`" + name.substring(provider.length()) + "`")));
  }

  @Test
  void an_empty_value_is_no_value() throws IOException {
    wrote("semel.port=9001\nsemel.delay=\n");
    assertThat(read(environment("SEMEL_HOST", "  "), file).listening().host())
        .isEqualTo("127.0.0.1");
    assertThat(read(Map.of(), file).delivery()).isEqualTo(read().delivery());
  }

  @Test
  void an_empty_value_in_the_environment_hides_that_of_the_file() throws IOException {
    wrote("mobizon.api.key=real\n");
    assertThat(read(environment("MOBIZON_API_KEY", ""), file).providers().mobizon()).isEmpty();
  }

  @Test
  void a_file_in_utf_8_may_begin_with_a_byte_order_mark_and_speak_russian() throws IOException {
    wrote("\ufeffsemel.port=9001\nresend.from=Академия <a@example.kz>\nresend.api.key=k\r\n");
    var configuration = read(Map.of(), file);
    assertThat(configuration.listening().port()).isEqualTo(9001);
    assertThat(configuration.providers().resend().orElseThrow().from())
        .isEqualTo("Академия <a@example.kz>");
  }

  @Test
  void comments_and_spaces_are_no_values() throws IOException {
    wrote("# semel.port=1\n! semel.port=2\n\n  semel.port =  9003  \n");
    assertThat(read(Map.of(), file).listening().port()).isEqualTo(9003);
  }

  @Test
  void a_file_in_another_encoding_is_refused_in_one_sentence() throws IOException {
    Files.write(file, "resend.from=Академия".getBytes(Charset.forName("windows-1251")));
    assertThat(refused(Map.of(), file))
        .containsExactly(file + " cannot be read: allowed is text in UTF-8.");
  }

  @Test
  void a_file_with_a_broken_escape_is_refused_in_one_sentence() throws IOException {
    wrote("semel.host=\\u12\n");
    assertThat(refused(Map.of(), file))
        .singleElement()
        .asString()
        .startsWith(file + " cannot be read: ");
  }

  @Test
  void a_folder_in_place_of_the_file_is_refused_in_one_sentence() {
    assertThat(refused(Map.of(), folder))
        .singleElement()
        .asString()
        .startsWith(folder + " cannot be read: ");
  }

  @Test
  void a_path_that_no_system_knows_is_refused() throws IOException {
    wrote("semel.data.dir=a\\u0000b\n");
    assertThat(refused(Map.of(), file))
        .singleElement()
        .asString()
        .startsWith("SEMEL_DATA_DIR=")
        .contains("allowed is the path of a folder");
  }

  @ParameterizedTest
  @CsvSource({
    "SEMEL_PROT, SEMEL_PORT",
    "SEMEL_PUBLICURL, SEMEL_PUBLIC_URL",
    "SEMEL_SMS_LIMITS, SEMEL_SMS_LIMIT",
    "SEMEL_LOGFORMAT, SEMEL_LOG_FORMAT"
  })
  void a_mistyped_name_is_refused_with_a_hint(String mistyped, String meant) {
    assertThat(refused(mistyped, "precious"))
        .containsExactly(mistyped + " is not a name Semel knows; did you mean " + meant + "?");
  }

  @Test
  void a_name_nobody_could_mean_is_refused_without_a_hint() {
    assertThat(refused("SEMEL_SOMETHING_ELSE_ENTIRELY", "1"))
        .containsExactly("SEMEL_SOMETHING_ELSE_ENTIRELY is not a name Semel knows.");
  }

  @Test
  void every_name_in_the_file_must_be_known() throws IOException {
    wrote("semel.prot=1\nSEMEL_PORT=2\nother=3\nmobizon.api.kye=precious\n");
    assertThat(refused(Map.of(), file))
        .containsExactlyInAnyOrder(
            "semel.prot in " + file + " is not a name Semel knows; did you mean semel.port?",
            "SEMEL_PORT in " + file + " is not a name Semel knows; did you mean semel.port?",
            "other in " + file + " is not a name Semel knows.",
            "mobizon.api.kye in "
                + file
                + " is not a name Semel knows; did you mean mobizon.api.key?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEMEL_JAVA_HOME", "SEMEL_JAVA_OPTS", "PATH", "MOBIZON_OF_OTHERS"})
  void what_is_not_for_the_service_is_left_alone(String name) {
    assertThat(read(name, "anything")).isEqualTo(read());
  }

  @Test
  void what_is_in_the_file_is_refused_by_the_same_words() throws IOException {
    Files.writeString(file, "semel.port=x\n", StandardCharsets.UTF_8);
    assertThat(refused(Map.of(), file))
        .containsExactly("SEMEL_PORT=x is refused: allowed is a whole number from 0 to 65535.");
  }
}
