package semel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import semel.benchmarks.gauge.Heard;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;

/// Where everything is measured: the server, and the processes that are running.
final class Stand {

  private final Server server;
  private final Progress progress;
  private volatile Map<Candidate, Path> scripts = Map.of();
  private final Set<Child> running = ConcurrentHashMap.newKeySet();

  Stand(Server server, Progress progress) {
    this.server = server;
    this.progress = progress;
  }

  /// Brings those of the candidates here who run on Node.
  NodePeers fetch(List<Candidate> candidates) throws IOException, InterruptedException {
    if (candidates.stream().anyMatch(Candidate::runsOnNode)) {
      progress.say("Fetching the peers that run on Node ...");
    }
    var fetched = NodePeers.fetch(candidates, folder(), "npm");
    scripts = Map.copyOf(fetched.scripts());
    return fetched;
  }

  Path folder() {
    return server.folder();
  }

  Progress progress() {
    return progress;
  }

  /// An empty database for somebody.
  String fresh(String name) throws SQLException {
    return server.fresh("benchmark_" + name.replace('-', '_'));
  }

  /// An order that knows the process of the server.
  Order order(String what) {
    return Order.to(what).with("server", server.pid());
  }

  /// Starts what measures somebody.
  Child start(Candidate who, String url, Order order) throws IOException {
    var named = order.with("who", who.key());
    var script = scripts.get(who);
    return known(
        script == null
            ? Child.measuring(folder(), url, named)
            : Child.measuring(folder(), url, script, named));
  }

  Child service(String url, int port) throws IOException {
    progress.show("starting the service");
    return known(Child.service(folder(), url, port));
  }

  Child provider(int port) throws IOException {
    return known(Child.provider(folder(), port));
  }

  private Child known(Child child) {
    running.removeIf(one -> !one.isAlive());
    running.add(child);
    return child;
  }

  /// Has one thing measured, and writes down what is told of it.
  ///
  /// @param who the figures are about
  /// @return what was told; empty when it did not come to its end
  Optional<List<Heard.Figure>> measure(Child measuring, String who, Figures figures)
      throws IOException, InterruptedException {
    var heard = new ArrayList<Heard.Figure>();
    try (measuring) {
      var code =
          measuring.hear(line -> {
            switch (line) {
              case Heard.Figure figure -> heard.add(figure);
              case Heard.Progress(var text) -> progress.show(text);
            }
          });
      if (code != 0) {
        fail(who, measuring, figures);
        return Optional.empty();
      }
      heard.forEach(one -> figures.add(who, one.series(), one.name(), one.value()));
      return Optional.of(heard);
    }
  }

  void fail(String who, Child child, Figures figures) throws IOException {
    figures.failed(who);
    progress.say(who + " did not come to its end: " + child.complaint());
  }

  /// Ends whatever runs, for when this process is stopped.
  void stop() {
    running.forEach(Child::close);
  }
}
