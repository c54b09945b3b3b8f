package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Another process that holds an embedded server: see [HolderMain] for what it prints.
public final class Holder implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private long lastNumber;

  private Holder(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /// Starts a holder that inserts so many rows; the prefix says how, `setsid` say.
  public static Holder start(Path folder, long rows, String... prefix) throws IOException {
    return start(System.getProperty("java.class.path"), folder, rows, prefix);
  }

  static Holder start(String classPath, Path folder, long rows, String... prefix)
      throws IOException {
    var words = new ArrayList<>(List.of(prefix));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
    words.addAll(List.of(HolderMain.class.getName(), folder.toString(), Long.toString(rows)));
    return new Holder(
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /// Reads on until a line that begins like this.
  public String line(String beginning) throws IOException {
    var seen = new ArrayList<String>();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      remember(line);
      if (line.startsWith(beginning)) {
        return line;
      }
      seen.add(line);
    }
    assertThat(seen).as("lines of the holder").anyMatch(line -> line.startsWith(beginning));
    throw new AssertionError();
  }

  /// The greatest number that PostgreSQL acknowledged, read after the end of the holder.
  long lastNumber() throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      remember(line);
    }
    return lastNumber;
  }

  private void remember(String line) {
    lastNumber = line.matches("[0-9]+") ? Long.parseLong(line) : lastNumber;
  }

  long pid() {
    return process.pid();
  }

  /// Lets it run for so long, or until it ends by itself.
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time);
  }

  /// kill -9, and returns when the process is gone.
  void kill() throws InterruptedException {
    // Through the handle, which leaves what was printed readable.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
