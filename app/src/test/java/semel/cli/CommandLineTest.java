package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said for every way to call it, and the exit code: 0 done, 1 no, 2 used wrongly.
class CommandLineTest {

  private static final Map<String, String> WRONG =
      Map.of("SEMEL_PORT", "many", "SEMEL_DELAY", "soon", "SEMEL_PROT", "1");
  private static final String[] SENTENCES = {
    "SEMEL_PORT=many is refused: allowed is a whole number from 0 to 65535.",
    "SEMEL_DELAY=soon is refused: allowed is a time such as 1500ms, 90s, 10m or 2h",
    "SEMEL_PROT is not a name Semel knows; did you mean SEMEL_PORT?"
  };

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return Semel.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  @Test
  void version_tells_version_commit_and_java() {
    assertThat(run("version")).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.matches("semel \\d+\\.\\d+\\.\\d+.*, commit \\S+"))
        .anyMatch(line -> line.startsWith("Java " + Runtime.version()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_option_tells_the_same_as_the_command() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("commit ", "Java ");
  }

  @Test
  void a_build_knows_its_own_version() {
    assertThat(Version.number()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "doctor", "migrate", "import", "backup", "restore", "version"})
  void every_command_has_help(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: semel " + command).contains("--help");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "doctor", "migrate", "import", "backup", "restore", "version"})
  void help_names_every_command(String command) {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: semel [-hV] COMMAND", "\n  " + command);
    assertThat(run("help", command)).isZero();
    assertThat(out.toString()).contains("Usage: semel " + command);
  }

  @Test
  void help_tells_of_the_tests_which_the_launcher_runs() {
    run("help");
    assertThat(out.toString()).contains("./semel test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sevre", "--port=1", "serve --port=1", "version now", "doctor doctor"})
  void what_is_not_known_is_used_wrongly(String words) {
    assertThat(run(words.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(": semel ").doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void no_command_at_all_is_used_wrongly() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: semel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "migrate"})
  void a_refused_configuration_ends_a_start_with_every_sentence(String command) {
    var ended = SemelProcess.run(folder, WRONG, command);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("The configuration is refused:\n").contains(SENTENCES);
    assertThat(ended.err().lines()).hasSize(4);
    assertThat(ended.out()).isEmpty();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_refused_configuration_is_what_the_doctor_finds() {
    var ended = SemelProcess.run(folder, WRONG, "doctor");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().lines()).hasSize(3).allMatch(line -> line.startsWith("UNFIT "));
    assertThat(ended.out()).contains(SENTENCES);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void the_file_beside_it_is_read_too() throws Exception {
    Files.writeString(folder.resolve("semel.properties"), "semel.port=few\n");
    var ended = SemelProcess.run(folder, Map.of(), "serve");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("SEMEL_PORT=few is refused");
  }

  @Test
  void the_exit_code_reaches_the_shell() {
    assertThat(SemelProcess.run(folder, Map.of()).code()).as("help alone").isZero();
    assertThat(SemelProcess.run(folder, Map.of(), "version").code()).isZero();
    assertThat(SemelProcess.run(folder, Map.of(), "sevre").code()).isEqualTo(2);
  }
}
