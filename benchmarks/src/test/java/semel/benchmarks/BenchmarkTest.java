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
        .contains("accept:", "drain:", "http:", "late:", "crash:", "history:")
        .contains("--messages=NUMBER", "Exit code: 0 measured");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only speed|expected one of [ACCEPT, DRAIN, HTTP, LATE, CRASH, HISTORY]",
        "--peers sidekiq|There is no peer 'sidekiq'; there are db-scheduler, jobrunr, quartz, "
            + "graphile-worker, pg-boss",
        "--peers semel|There is no peer 'semel'",
        "--messages 1|--messages is from 2 to 1000000",
        "--messages many|is not an int",
        "--rounds 0|--rounds and --idle at least 1",
        "--idle 0|--rounds and --idle at least 1",
        "--history 0|--history is from 20 to 19000000",
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
            "--only",
            "history,accept,drain,http",
            "--messages=40",
            "--history=40",
            "--idle=1",
            "--rounds=1",
            "--peers=db-scheduler,jobrunr,quartz",
            "--folder=" + folder,
            "--report=" + page);

    assertThat(said.err())
        .contains("1 of 17: accept, Semel", "12 of 17: drain, limit", "13 of 17: http, Semel")
        .contains("15 of 17: history, making what waits", "17 of 17: history, empty");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("fsync on", "256 callers", "HTTP, 256 connections", "limit of this PostgreSQL")
        .contains("SEMEL_PERMITS=1000", "% of its client alone")
        .contains("40 sent before", "4 waiting", "sent, % of empty");
    assertThat(Files.readString(page))
        .contains("## Accepting", "## Sending", "## With a long past", "JobRunr")
        .contains("| measured | settings | advised by |");
    assertThat(folder).isDirectoryNotContaining("glob:**semel-benchmark-*");
    assertThat(folder.resolve("page-drain.svg")).exists();
  }
}
