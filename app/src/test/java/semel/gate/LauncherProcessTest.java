package semel.gate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./semel` among other processes: signals, several at once, and `./semel test`.
class LauncherProcessTest {

  private static final String BUILDS_SLOWLY =
      """
      mkdir ../inside || exit 1
      sleep 0.3
      mkdir -p app/target/lib; touch app/target/semel.jar
      rmdir ../inside
      """;

  private static final String REPORTS =
      """
      mkdir -p engine/target/surefire-reports
      echo '<testsuite><testcase name="a">RESULT</testcase></testsuite>' \
        >engine/target/surefire-reports/TEST-a.xml
      """;

  @TempDir private Path temporary;
  private LauncherFolder semel;

  @BeforeEach
  void copyLauncher() throws IOException {
    semel = new LauncherFolder(temporary);
  }

  @Test
  void a_stop_of_the_launcher_is_a_stop_of_the_service() throws Exception {
    var process = semel.start(semel.checkout.resolve("semel"), "serve");
    var out = process.inputReader(StandardCharsets.UTF_8);
    var line = requireNonNull(out.readLine());
    while (!line.startsWith("pid ")) {
      line = requireNonNull(out.readLine());
    }

    assertThat(line).isEqualTo("pid " + process.pid());
    terminate(process);

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(out.readLine()).isEqualTo("stopped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "test"})
  void a_stop_during_the_build_stops_maven_and_starts_nothing(String command) throws Exception {
    semel.mavenDoes("echo $$ >../pid.new; mv ../pid.new ../pid; exec sleep 60");
    semel.offer("mv");
    var process = semel.start(semel.checkout.resolve("semel"), command);
    var pid = semel.folder.resolve("pid");
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(pid) && System.nanoTime() < deadline) {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    var maven = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));

    terminate(process);
    var run = LauncherFolder.ended(process);

    assertThat(run.exit()).isEqualTo(143);
    assertThat(run.out()).isEmpty();
    assertThat(maven.filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(semel.folder.resolve("tmp")).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(semel.checkout.resolve("app/target/semel.guard"))).isFalse();
  }

  @Test
  void the_tests_hear_an_interrupt_like_any_process() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
    semel.mavenDoes("grep SigIgn /proc/self/status; " + REPORTS);

    var ignored = semel.run("test").out().replaceAll("(?s).*SigIgn:\\s*(\\w+).*", "$1");

    var interruptAndQuit = 0b110;
    assertThat(Long.parseUnsignedLong(ignored, 16) & interruptAndQuit).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void several_at_once_build_once_and_not_into_each_other(boolean withFlock) throws Exception {
    assumeTrue(!withFlock || semel.offer("flock"), "needs flock");
    semel.mavenDoes(BUILDS_SLOWLY);
    var processes = new ArrayList<Process>();
    for (var i = 0; i < 4; i++) {
      processes.add(semel.start(semel.checkout.resolve("semel"), "version"));
    }

    for (var process : processes) {
      assertThat(LauncherFolder.ended(process).exit()).isZero();
    }
    assertThat(semel.builds()).hasSize(1);
  }

  @Test
  void a_guard_whose_owner_was_killed_is_cleared_away() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    var target = Files.createDirectories(semel.checkout.resolve("app/target"));
    var guard = target.resolve("semel.guard");
    Files.createSymbolicLink(guard, Path.of(Long.toString(dead.pid())));

    assertThat(semel.run("version").exit()).isZero();
    assertThat(Files.isSymbolicLink(guard)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_call_from_inside_its_own_build_is_refused_instead_of_waiting_forever(boolean withFlock)
      throws Exception {
    assumeTrue(!withFlock || semel.offer("flock"), "needs flock");
    semel.mavenDoes("./semel version; echo \"inner $?\"; " + REPORTS);

    var run = semel.run("test");

    assertThat(run.out()).contains("inner 2");
    assertThat(run.err()).contains("was called by its own build");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                              | 0 | 0",
        "<failure message=\"a\"/>      | 1 | 1",
        "<error>a</error>              | 1 | 1",
        "<failure type=\"a\">b</failure> | 0 | 1",
        "                              | 1 | 2"
      })
  void the_exit_code_of_test_tells_failed_tests_from_tests_not_run(
      String result, int maven, int exit) throws Exception {
    semel.mavenDoes(REPORTS.replace("RESULT", result == null ? "" : result) + "exit " + maven);

    assertThat(semel.run("test").exit()).isEqualTo(exit);
  }

  @Test
  void a_failure_of_an_earlier_run_is_not_reported_again() throws Exception {
    semel.mavenDoes(REPORTS.replace("RESULT", "<failure/>") + "exit 1");
    assertThat(semel.run("test").exit()).isEqualTo(1);

    semel.mavenDoes("echo '[ERROR] does not compile'; exit 1");
    var run = semel.run("test");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("does not compile");
  }

  @Test
  void a_run_without_a_single_test_is_no_success() throws Exception {
    semel.mavenDoes("exit 0");

    var run = semel.run("test", "-Dtest=NoSuchTest");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no test ran");
  }

  @Test
  void arguments_of_test_go_to_maven() throws Exception {
    semel.mavenDoes(REPORTS);

    semel.run("test", "-pl", "engine");

    assertThat(semel.builds().getFirst()).contains(" verify ").endsWith(" -pl engine");
  }

  @Test
  void test_explains_itself_without_java() throws Exception {
    semel.needsJdk(99);

    var run = semel.run("test", "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: ./semel test", "Exit code");
    assertThat(semel.builds()).isEmpty();
  }

  /// Like `Process.destroy`, which would also close the streams that are still to be read.
  private static void terminate(Process process) {
    assertThat(process.toHandle().destroy()).isTrue();
  }
}
