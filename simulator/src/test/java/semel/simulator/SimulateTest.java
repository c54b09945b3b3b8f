package semel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.simulator.design.Mistake;

class SimulateTest {

  @TempDir private Path folder;

  private record Said(int code, String out, String err) {}

  private Said says(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Simulate.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Said(line.execute(arguments), out.toString(), err.toString());
  }

  private String report() {
    return folder.resolve("report.html").toString();
  }

  @Test
  void what_held_ends_with_0_and_leaves_a_page() throws IOException {
    var said = says("--seed", "7", "--messages", "20", "--report", report());

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("VERDICT: every invariant held", "Report: " + report());
    assertThat(Files.readString(Path.of(report()))).contains("0 second sends, 0 lost");
  }

  @Test
  void the_old_backend_sends_three_and_ends_with_1() throws IOException {
    var said = says("--design", "seed", "--seed", "7", "--messages", "10000", "--report", report());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("VERDICT: S1 failed for design seed: one lead got 3 SMS");
    assertThat(Files.readString(Path.of(report()))).contains("How one person got 3 SMS");
  }

  @Test
  void one_world_is_replayed_with_what_is_left_of_it() {
    var said =
        says(
            "--seed 7 --world 3 --people 4 --nodes 1 --rough --without crash,PAUSE --strikes 1,2"
                .concat(" --report " + report())
                .split(" "));

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("8 messages in 1 worlds").doesNotContain(" CRASH=", " PAUSE=");
  }

  @Test
  void the_command_that_a_failure_prints_shows_the_same_failure() {
    var first = says("--design", "queue", "--seed", "2", "--report", report());
    var command = line(first.out(), "Replay:").replaceFirst(".*simulate ", "");

    var again = says((command + " --report " + report()).split(" ", -1));

    assertThat(again.code()).isEqualTo(1);
    assertThat(line(again.out(), "VERDICT")).isEqualTo(line(first.out(), "VERDICT"));
    assertThat(line(again.out(), "Replay:")).isEqualTo(line(first.out(), "Replay:"));
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--messages 0",
        "--people 0",
        "--nodes -1",
        "--seed seven",
        "--messages many",
        "--without NO_SUCH_FAULT",
        "--without CRASH",
        "--world 1 --strikes 1,two",
        "--world 1 --strikes 3-1",
        "--no-such-option",
        "a-word"
      })
  void what_is_not_understood_ends_with_2_and_leaves_no_page(String arguments) {
    var said = says((arguments + " --report " + report()).split(" "));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).isNotBlank().doesNotContain("\tat ");
    assertThat(said.out()).doesNotContain("VERDICT");
    assertThat(Path.of(report())).doesNotExist();
  }

  @Test
  void an_unknown_design_is_told_where_the_known_ones_are() {
    var said = says("--design", "perfect", "--report", report());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("There is no design 'perfect'; --designs lists them all.");
  }

  @Test
  void the_designs_are_listed_without_simulating() {
    var said = says("--designs");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("semel", "seed", Mistake.RUN_AGAIN.key())
        .doesNotContain("VERDICT");
  }

  @Test
  void help_names_the_exit_codes() {
    var said = says("--help");

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("Exit code: 0 every invariant held, 1 one did not");
  }
}
