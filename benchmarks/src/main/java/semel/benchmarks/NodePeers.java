package semel.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import semel.benchmarks.peer.Candidate;

/// The peers that run on Node: fetched by npm for this run alone, in exact versions.
///
/// @param scripts that measure those who are there
/// @param leftOut those who are not, each with the reason
/// @param version of Node, where somebody runs on it
record NodePeers(
    Map<Candidate, Path> scripts, Map<Candidate, String> leftOut, Optional<String> version) {

  /// The driver for PostgreSQL that both bring along.
  private static final String DRIVER = "pg@8.23.1";

  private static final String SHARED = "measuring.mjs";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Fetches those of the candidates that run on Node.
  ///
  /// @param folder goes with this run
  /// @param npm how it is called
  static NodePeers fetch(List<Candidate> candidates, Path folder, String npm)
      throws IOException, InterruptedException {
    var wanted = candidates.stream().filter(Candidate::runsOnNode).toList();
    var scripts = new EnumMap<Candidate, Path>(Candidate.class);
    var leftOut = new EnumMap<Candidate, String>(Candidate.class);
    if (wanted.isEmpty()) {
      return new NodePeers(scripts, leftOut, Optional.empty());
    }
    var home = Files.createDirectories(folder.resolve("node"));
    var version = ask();
    var reason = version.isEmpty() ? "no node on the PATH" : install(wanted, home, npm);
    for (var one : wanted) {
      if (reason.isEmpty()) {
        copy(SHARED, home);
        scripts.put(one, copy(one.key() + ".mjs", home));
      } else {
        leftOut.put(one, reason);
      }
    }
    return new NodePeers(scripts, leftOut, reason.isEmpty() ? version : Optional.empty());
  }

  /// Why they are not there; empty when they are.
  private static String install(List<Candidate> wanted, Path home, String npm)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(npm, "install", "--prefix", home.toString()));
    words.addAll(List.of("--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"));
    wanted.forEach(one -> words.add(one.title().replace(' ', '@')));
    words.add(DRIVER);
    var said = home.resolve("npm.txt").toFile();
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said).start();
    } catch (IOException _) {
      return "no npm on the PATH";
    }
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return "npm did not fetch it in time";
    }
    return process.exitValue() == 0 ? "" : "npm could not fetch it";
  }

  private static Optional<String> ask() throws InterruptedException {
    try {
      var process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Path copy(String name, Path home) throws IOException {
    var target = home.resolve(name);
    try (var in = Candidate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from this build");
      }
      Files.write(target, in.readAllBytes());
    }
    return target;
  }
}
