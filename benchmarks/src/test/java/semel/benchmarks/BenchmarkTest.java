package semel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkTest {

  @TempDir private Path folder;

  private record Said(int code, String out, String err) {}

  private static Said says(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Benchmark.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Said(line.execute(arguments), out.toString(), err.toString());
  }

  @Test
  void help_says_what_is_measured_and_what_the_exit_code_means() {
    var said = says("--help");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("accept:", "drain:", "crash:", "--messages=NUMBER", "Exit code: 0 measured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only speed|expected one of [ACCEPT, DRAIN, CRASH]",
        "--peers sidekiq|There is no peer 'sidekiq'; there are db-scheduler, jobrunr, quartz",
        "--peers semel|There is no peer 'semel'",
        "--messages 1|--messages is from 2 to 1000000",
        "--messages many|is not an int",
        "--rounds 0|--rounds at least 1",
        "--folder /no/such/folder|--folder names no folder",
        "--report /no/such/folder/page.md|--report is in no folder",
        "--fast|Unknown option: '--fast'"
      })
  void what_is_used_wrongly_is_said_and_ends_with_2(String words, String reason) {
    var said = says(words.split(" "));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(reason);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void everybody_is_measured_from_nothing_to_a_page() throws Exception {
    var page = folder.resolve("page.md");

    var said =
        says(
            ("--only accept,drain --messages 40 --rounds 1 --folder " + folder)
                .concat(" --report " + page)
                .split(" "));

    assertThat(said.err()).contains("1 of 9: accept, Semel", "9 of 9: drain, Quartz");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("fsync on", "256 callers", "limit of this PostgreSQL");
    assertThat(Files.readString(page)).contains("## Accepting", "## Sending", "JobRunr");
    assertThat(folder).isDirectoryNotContaining("glob:**semel-benchmark-*");
    assertThat(folder.resolve("page-drain.svg")).exists();
  }
}
