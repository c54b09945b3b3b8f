package semel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import semel.contract.Eventually;

/// A Semel in a process of its own, as `./semel serve` starts it, that can be killed.
final class SemelProcess implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final Duration TO_START = Duration.ofMinutes(4);

  private Program program;
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private Process process;

  /// @param environment all it is told; a database of its own in its data folder where it names
  ///   none
  SemelProcess(Map<String, String> environment, Path log) {
    this(Program.usual(), environment, log);
  }

  SemelProcess(Program program, Map<String, String> environment, Path log) {
    this.program = program;
    this.environment = new HashMap<>(environment);
    this.log = log;
    this.port = freePort();
    this.environment.put("SEMEL_PORT", Integer.toString(port));
    this.process = launch();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    var builder = new ProcessBuilder(program.words("serve"));
    builder.environment().keySet().removeIf(name -> name.startsWith("SEMEL_"));
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  Caller caller() {
    return new Caller(port);
  }

  /// What it takes of the machine just now.
  ///
  /// @param memory in kB
  record Taken(long memory, long threads, long files) {}

  /// Zeros on a system without /proc.
  Taken taken() {
    var place = Path.of("/proc/" + pid());
    try (var files = Files.list(place.resolve("fd"))) {
      var status = Files.readString(place.resolve("status"));
      return new Taken(told(status, "VmRSS"), told(status, "Threads"), files.count());
    } catch (IOException _) {
      return new Taken(0, 0, 0);
    }
  }

  private static long told(String status, String name) {
    var line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }

  void awaitReady() {
    Eventually.within(TO_START, this::ready, () -> "Semel did not start, see " + log);
  }

  boolean ready() {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGTERM, and the end it comes to.
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /// kill -9.
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  void restart() {
    process = launch();
  }

  /// The next start is one of another program.
  void restart(Program other) {
    program = other;
    restart();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// STOP or CONT; Java itself sends neither.
  void signal(String name) {
    signal(name, List.of(pid()));
  }

  static void signal(String name, List<Long> pids) {
    var words = new ArrayList<>(List.of("sh", "-c", "kill -\"$@\"", "sh", name));
    pids.forEach(pid -> words.add(Long.toString(pid)));
    try {
      new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "see " + log;
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a killed process is still there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
