package semel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import semel.benchmarks.measure.Heard;
import semel.benchmarks.measure.Measuring;

/// A process that measures one thing once, with the same options for Java as this one.
final class Child implements AutoCloseable {

  private static final int LINES_TOLD = 3;

  private final Process process;
  private final Path errors;

  private Child(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /// @param words what [Measuring] is to do
  static Child start(Path folder, String url, List<String> words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Machine.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Measuring.class.getName());
    command.addAll(words);
    var errors = folder.resolve("errors.txt");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put(Measuring.DATABASE, url);
    return new Child(builder.start(), errors);
  }

  /// Hears it to its end.
  ///
  /// @return how it ended: zero, or [#complaint] says why not
  int hear(Consumer<Heard> heard) throws IOException, InterruptedException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        Heard.of(line).ifPresent(heard);
      }
    }
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it as a power cut would.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// What it wrote on standard error before it ended, cut short.
  String complaint() throws IOException {
    try (var lines = Files.lines(errors)) {
      var told = lines.filter(line -> !line.isBlank()).limit(LINES_TOLD).toList();
      return told.isEmpty() ? "it said nothing" : String.join(" ", told);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
