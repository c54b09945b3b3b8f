package semel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import semel.benchmarks.measure.Crash;
import semel.benchmarks.measure.Heard;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;

/// Measures everybody, round after round, so that a bad minute of the machine meets all of them.
final class Rounds {

  private static final String LIMIT = "limit of this PostgreSQL";
  private static final Duration VICTIM_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Server server;
  private final Progress progress;
  private final int messages;
  private final AtomicReference<@Nullable Child> running = new AtomicReference<>();

  Rounds(Server server, Progress progress, int messages) {
    this.server = server;
    this.progress = progress;
    this.messages = messages;
  }

  /// How many steps of [Progress] a measurement takes.
  static int steps(Measurement measurement, List<Candidate> candidates, int rounds) {
    return (candidates.size() + (measurement == Measurement.ACCEPT ? 1 : 0)) * rounds;
  }

  Figures measure(Measurement measurement, List<Candidate> candidates, int rounds)
      throws IOException, SQLException, InterruptedException {
    var figures = new Figures();
    for (var round = 1; round <= rounds; round++) {
      var place = ", round " + round + " of " + rounds;
      var name = measurement.name().toLowerCase(Locale.ROOT);
      for (var candidate : candidates) {
        progress.step(name + ", " + candidate.title() + place);
        switch (measurement) {
          case ACCEPT, DRAIN -> once(name, candidate, figures);
          case CRASH -> crash(candidate, figures);
        }
      }
      if (measurement == Measurement.ACCEPT) {
        progress.step(name + ", " + LIMIT + place);
        var words = List.of("limit", "", Integer.toString(messages));
        run(server.fresh("benchmark_limit"), words, LIMIT, figures);
      }
    }
    return figures;
  }

  private void once(String name, Candidate candidate, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var words =
        List.of(name, candidate.key(), Integer.toString(messages), Long.toString(server.pid()));
    run(fresh(candidate), words, candidate.title(), figures);
  }

  private String fresh(Candidate candidate) throws SQLException {
    return server.fresh("benchmark_" + candidate.key().replace('-', '_'));
  }

  private void crash(Candidate candidate, Figures figures)
      throws IOException, SQLException, InterruptedException {
    var url = fresh(candidate);
    var file = server.folder().resolve("ledger.txt");
    Files.deleteIfExists(file);
    try (var victim = start(url, List.of("victim", candidate.key(), file.toString()))) {
      if (!hundredOpen(victim, file)) {
        fail(candidate.title(), victim, figures);
        return;
      }
      victim.kill();
    }
    var killed = InstantSource.system().instant();
    var words = List.of("heir", candidate.key(), file.toString(), killed.toString());
    run(url, words, candidate.title(), figures);
  }

  /// Waits until the provider has taken all of them; false when it does not come to that.
  private boolean hundredOpen(Child victim, Path file) throws IOException {
    var began = System.nanoTime();
    while (victim.isAlive() && System.nanoTime() - began < VICTIM_PATIENCE.toNanos()) {
      var taken = Files.exists(file) ? Files.readAllLines(file).size() : 0;
      if (taken >= Crash.CALLS) {
        return true;
      }
      progress.show(taken + " of " + Crash.CALLS + " calls are open");
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return false;
  }

  private void run(String url, List<String> words, String who, Figures figures)
      throws IOException, InterruptedException {
    var heard = new ArrayList<Heard.Figure>();
    try (var child = start(url, words)) {
      var code =
          child.hear(line -> {
            switch (line) {
              case Heard.Figure figure -> heard.add(figure);
              case Heard.Progress(var text) -> progress.show(text);
            }
          });
      if (code == 0) {
        heard.forEach(one -> figures.add(who, one.series(), one.name(), one.value()));
      } else {
        fail(who, child, figures);
      }
    }
  }

  private void fail(String who, Child child, Figures figures) throws IOException {
    figures.failed(who);
    progress.say(who + " did not come to its end: " + child.complaint());
  }

  private Child start(String url, List<String> words) throws IOException {
    var child = Child.start(server.folder(), url, words);
    running.set(child);
    return child;
  }

  /// Ends what is being measured, for when this process is stopped.
  void stop() {
    var child = running.get();
    if (child != null) {
      child.close();
    }
  }
}
