package semel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a Semel or a server that was killed left behind in a data folder: processes, a pid file.
///
/// Processes are found by what they are, never by the pid file alone: its number may long belong to
/// somebody else, in a container often to Semel itself.
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration POLL = Duration.ofMillis(20);

  private Leftovers() {}

  /// Stops every PostgreSQL process of these folders, gently first, and waits until it is gone.
  static void stop(List<Path> databases) throws InterruptedException, EmbeddedServerException {
    if (ended(databases, "INT", Duration.ofSeconds(10))
        || ended(databases, "QUIT", Duration.ofSeconds(6))
        || ended(databases, "KILL", Duration.ofSeconds(4))) {
      return;
    }
    throw new EmbeddedServerException(
        ("A PostgreSQL that was left behind in %s does not stop (process %s). Stop it "
                + "by hand, then start Semel again.")
            .formatted(databases.getFirst().getParent(), running(databases).getFirst().pid()));
  }

  /// Removes a pid file that would keep PostgreSQL from starting though no server runs. One that
  /// names a dead process stays: PostgreSQL checks more than we can, and removes it itself.
  static void removeStalePidFile(Path database) throws IOException {
    var file = database.resolve(PidFile.NAME);
    if (!Files.exists(file)) {
      return;
    }
    var named = PidFile.read(database);
    if (named.isEmpty() || ProcessHandle.of(named.get().pid()).isPresent()) {
      LOG.info("Removing {}, which names no server of this folder", file);
      Files.delete(file);
    }
  }

  private static boolean ended(List<Path> databases, String signal, Duration patience)
      throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    var asked = false;
    while (true) {
      var processes = running(databases);
      if (processes.isEmpty()) {
        return true;
      }
      if (!asked) {
        LOG.info("Stopping a PostgreSQL that was left behind ({})", signal);
        Command.signal(signal, processes.stream().map(ProcessHandle::pid).toList());
        asked = true;
      }
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL);
    }
  }

  private static List<ProcessHandle> running(List<Path> databases) {
    return ProcessHandle.allProcesses().filter(process -> serves(process, databases)).toList();
  }

  /// A server names its folder on its command line; its workers, on Linux, by where they stand.
  private static boolean serves(ProcessHandle process, List<Path> databases) {
    var program = process.info().command().map(name -> Path.of(name).getFileName().toString());
    if (program.filter(name -> name.startsWith("postgres") || name.equals("initdb")).isEmpty()) {
      return false;
    }
    var words = Arrays.asList(process.info().arguments().orElse(new String[0]));
    return databases.stream().anyMatch(database -> words.contains(database.toString()))
        || databases.contains(folder(process));
  }

  private static Path folder(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
    } catch (IOException _) {
      return Path.of("");
    }
  }
}
