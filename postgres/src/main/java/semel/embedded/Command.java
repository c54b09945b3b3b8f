package semel.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a short-lived program answered: its exit code and everything it printed.
record Command(int exit, String output) {
  private static final File NOTHING = new File("/dev/null");

  /// Runs a program to its end. A program that does not exist answers 127, as a shell says it.
  static Command run(List<String> words) throws InterruptedException {
    try {
      var process = prepare(words).redirectInput(NOTHING).redirectErrorStream(true).start();
      try {
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output.strip());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return new Command(127, String.valueOf(e.getMessage()));
    }
  }

  /// A program that depends neither on Semel's folder nor on its environment: `PGDATA`,
  /// `PGOPTIONS`, a locale or a time zone of the person who starts Semel must not reach the server.
  static ProcessBuilder prepare(List<String> words) {
    var builder = new ProcessBuilder(words).directory(new File("/"));
    var environment = builder.environment();
    environment.clear();
    environment.put("PATH", path());
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    return builder;
  }

  /// Sends a signal; Java itself can send only TERM and KILL. A process that is gone is no error.
  static void signal(String name, List<Long> pids) throws InterruptedException {
    for (var pid : pids) {
      run(List.of("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, Long.toString(pid)));
    }
  }

  /// Whether a program is on the path.
  static boolean exists(String program) {
    for (var folder : path().split(File.pathSeparator, -1)) {
      if (new File(folder, program).canExecute()) {
        return true;
      }
    }
    return false;
  }

  boolean done() {
    return exit == 0;
  }

  private static String path() {
    var inherited = System.getenv("PATH");
    var system = "/usr/bin:/bin:/usr/sbin:/sbin";
    return inherited == null ? system : inherited + File.pathSeparator + system;
  }
}
