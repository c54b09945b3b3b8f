package semel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import semel.benchmarks.gauge.Heard;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.loopback.FakeProvider;
import semel.benchmarks.measure.Measuring;
import semel.cli.Semel;

/// A process that this run has started.
final class Child implements AutoCloseable {

  private static final int LINES_TOLD = 3;
  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(50);

  /// As the launcher starts `serve`.
  private static final List<String> AS_SHIPPED =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xmx384m",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Path said;

  private Child(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /// One that measures one thing once, with the same options for Java as this process.
  static Child measuring(Path folder, String url, Order order) throws IOException {
    var words = java(Machine.options(), System.getProperty("java.class.path"));
    words.add(Measuring.class.getName());
    words.addAll(order.words());
    return hearing(folder, url, words);
  }

  /// The same of a peer that runs on Node.
  static Child measuring(Path folder, String url, Path script, Order order) throws IOException {
    var words = new ArrayList<>(List.of("node", script.toString()));
    words.addAll(order.words());
    return hearing(folder, url, words);
  }

  private static Child hearing(Path folder, String url, List<String> words) throws IOException {
    var said = folder.resolve("measuring.txt");
    var builder = new ProcessBuilder(words).redirectError(said.toFile());
    builder.environment().put(Measuring.DATABASE, url);
    return new Child(builder.start(), said);
  }

  /// The service as it ships: the jar's own settings of the log come first on the class path.
  static Child service(Path folder, String url, int port) throws IOException {
    var shipped = Semel.class.getProtectionDomain().getCodeSource().getLocation();
    var path = Path.of(URI.create(shipped.toString())) + System.getProperty("path.separator");
    var words = java(AS_SHIPPED, path + System.getProperty("java.class.path"));
    words.addAll(List.of(Semel.class.getName(), "serve"));
    var told =
        Map.of(
            "SEMEL_DATABASE_URL",
            url,
            "SEMEL_DATA_DIR",
            folder.resolve("service").toString(),
            "SEMEL_PORT",
            Integer.toString(port),
            "SEMEL_INTAKE_LIMIT",
            "off",
            "SEMEL_DELAY",
            "10m");
    return listening(folder.resolve("service.txt"), words, told).heardOn(port);
  }

  /// A provider that takes everything.
  static Child provider(Path folder, int port) throws IOException {
    var words = java(Machine.options(), System.getProperty("java.class.path"));
    words.addAll(List.of(FakeProvider.class.getName(), Integer.toString(port)));
    return listening(folder.resolve("provider.txt"), words, Map.of()).heardOn(port);
  }

  private static Child listening(Path said, List<String> words, Map<String, String> told)
      throws IOException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(Child::isOfSemel);
    builder.environment().putAll(told);
    return new Child(builder.start(), said);
  }

  /// What the caller has set for a Semel of theirs is not for this one.
  private static boolean isOfSemel(String name) {
    return List.of("SEMEL_", "MOBIZON_", "RESEND_", "TELEGRAM_").stream()
        .anyMatch(name::startsWith);
  }

  private static List<String> java(List<String> options, String classPath) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath));
    return words;
  }

  /// A port that nobody has.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Waits until it listens.
  ///
  /// @throws IOException when it does not come to that
  private Child heardOn(int port) throws IOException {
    var began = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - began < TO_START.toNanos()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return this;
      } catch (IOException _) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
    close();
    throw new IOException("a process of this benchmark did not start: " + complaint());
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

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it as a power cut would.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// What it complained of before it ended, cut short.
  String complaint() throws IOException {
    try (var lines = Files.lines(said)) {
      var told = lines.filter(line -> !line.isBlank()).limit(LINES_TOLD).toList();
      return told.isEmpty() ? "it said nothing" : String.join(" ", told);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
