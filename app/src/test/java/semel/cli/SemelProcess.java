package semel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import semel.contract.Eventually;

/// A Semel in a process of its own, as the launcher starts it, with nothing in its environment but
/// what a test says.
final class SemelProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// How a run ended and what it said.
  record Ended(int code, String out, String err) {}

  private final Process process;
  private final Path out;
  private final Path err;

  private SemelProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Starts `semel COMMAND` in a folder.
  static SemelProcess start(Path folder, Map<String, String> environment, String... command) {
    try {
      var out = Files.createTempFile(folder, "semel", ".out");
      var err = Files.createTempFile(folder, "semel", ".err");
      var words = new ArrayList<>(hearing());
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
      words.add("--enable-native-access=ALL-UNNAMED");
      words.addAll(List.of("-cp", System.getProperty("java.class.path"), Semel.class.getName()));
      words.addAll(List.of(command));
      var builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
      builder.environment().putAll(environment);
      return new SemelProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A process in the background of a shell starts deaf to the interrupt of a terminal.
  private static List<String> hearing() {
    return Files.isExecutable(Path.of("/usr/bin/env")) && isLinux()
        ? List.of("/usr/bin/env", "--default-signal=INT")
        : List.of();
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  /// Runs `semel COMMAND` to its end.
  static Ended run(Path folder, Map<String, String> environment, String... command) {
    try (var started = start(folder, environment, command)) {
      return started.ended();
    }
  }

  /// Waits until it has said this on standard output.
  void says(String text) {
    Eventually.eventually(
        "it says " + text + "; it said " + out() + err(),
        () -> out().contains(text) || !process.isAlive());
    if (!out().contains(text)) {
      throw new AssertionError("it ended and said " + out() + err());
    }
  }

  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for its end.
  Ended ended() {
    try {
      if (!process.waitFor(PATIENCE)) {
        throw new AssertionError("it does not end; it said " + out() + err());
      }
      return new Ended(process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
