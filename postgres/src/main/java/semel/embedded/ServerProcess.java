package semel.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the PostgreSQL server, from its start to its end.
///
/// It must outlive a Ctrl-C and must not outlive Semel. So it gets a session of its own, out of
/// reach of the terminal; and before it becomes the server, the shell leaves a guard behind that
/// reads from Semel: Semel never writes, so the read ends when Semel does, however it ends. The
/// guard then stops the server. This needs nothing but a POSIX shell.
final class ServerProcess {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration RECOVERY_MAX = Duration.ofMinutes(10);
  private static final Duration FAST_STOP_MAX = Duration.ofSeconds(20);
  private static final Duration HARD_STOP_MAX = Duration.ofSeconds(7);
  private static final long LOG_BYTES_MAX = 4L << 20;
  private static final int LOG_LINES_TOLD = 4;

  /// `$$` is the shell that turns into the server. The guard is a grandchild, so that the server
  /// does not take its end for the end of a child of its own. It signals only a process that the
  /// folder's pid file names: at its very start the server has none, hence the second look.
  private static final String GUARD =
      """
      database=$1
      shift
      exec 3<&0
      ( (
        trap '' HUP INT TERM
        read -r _ <&3
        for signal in INT INT INT INT QUIT QUIT QUIT QUIT QUIT QUIT KILL; do
          kill -0 $$ || exit
          read -r pid <"$database/postmaster.pid" && test "$pid" = $$ && kill -$signal $$
          sleep 1
        done
      ) 2>/dev/null & )
      exec "$@" 3<&- </dev/null
      """;

  /// What safety rests on, out of reach of `postgresql.conf`.
  private static final List<String> FIXED =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "client_connection_check_interval=1s",
          "timezone=UTC",
          "log_timezone=UTC",
          "logging_collector=off",
          // An ERROR quotes the row, and so a person's address; its client is told, the log is not.
          "log_min_messages=log",
          "log_min_error_statement=panic",
          "log_error_verbosity=terse",
          "log_checkpoints=off");

  private final Process process;
  private final Path database;

  private ServerProcess(Process process, Path database) {
    this.process = process;
    this.database = database;
  }

  /// Starts the server and returns when it takes connections, recovery included.
  static ServerProcess start(DataFolder data, Binaries binaries, Account account, int port)
      throws IOException, InterruptedException, EmbeddedServerException {
    boundLog(data.log());
    var database = data.database();
    var words = new ArrayList<String>(ownSession());
    words.addAll(List.of("sh", "-c", GUARD, "sh", database.toString()));
    words.addAll(account.words(binaries.program("postgres").toString()));
    words.addAll(List.of("-D", database.toString(), "-p", Integer.toString(port)));
    FIXED.forEach(setting -> words.addAll(List.of("-c", setting)));
    var builder = Command.prepare(words).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.log().toFile()));
    var logged = Files.exists(data.log()) ? Files.size(data.log()) : 0;
    var server = new ServerProcess(builder.start(), database);
    var ready = false;
    try {
      ready = server.awaitReady();
    } finally {
      if (!ready) {
        server.stop();
      }
    }
    if (!ready) {
      throw new EmbeddedServerException(
          "PostgreSQL did not start (exit code %d). It said: %s. More is in %s."
              .formatted(server.process.exitValue(), said(data.log(), logged), data.log()));
    }
    return server;
  }

  long pid() {
    return process.pid();
  }

  /// Waits for the end of the server, and returns its exit code.
  int await() throws InterruptedException {
    return process.waitFor();
  }

  /// Stops the server: sessions are cut off, what is committed is on disk. When that takes too
  /// long, harder; the next start then recovers.
  void stop() throws InterruptedException {
    if (endsWithin("INT", FAST_STOP_MAX) || endsWithin("QUIT", HARD_STOP_MAX)) {
      return;
    }
    process.destroyForcibly().waitFor();
  }

  private boolean endsWithin(String signal, Duration patience) throws InterruptedException {
    if (process.isAlive()) {
      Command.signal(signal, List.of(process.pid()));
    }
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean awaitReady() throws InterruptedException {
    var deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
    while (process.isAlive() && System.nanoTime() - deadline < 0) {
      var file = PidFile.read(database);
      if (file.filter(said -> said.ready() && said.pid() == process.pid()).isPresent()) {
        return true;
      }
      Thread.sleep(POLL);
    }
    return false;
  }

  /// The words that give the server a session of its own, with what the machine has.
  private static List<String> ownSession() {
    if (Command.exists("setsid")) {
      return List.of("setsid");
    }
    // macOS has no setsid, but Perl.
    return Command.exists("perl")
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!")
        : List.of();
  }

  private static void boundLog(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      var earlier = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, earlier, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String said(Path log, long from) throws IOException {
    try (var in = Files.newInputStream(log)) {
      in.skipNBytes(from);
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      var told = lines.subList(Math.max(0, lines.size() - LOG_LINES_TOLD), lines.size());
      return told.isEmpty() ? "nothing" : String.join("; ", told);
    }
  }
}
