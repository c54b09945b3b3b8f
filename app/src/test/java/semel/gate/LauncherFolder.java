package semel.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The launcher in a folder of its own, with a Maven and JDKs that only write down how they are
/// called, and a PATH that holds nothing but what the launcher may count on.
final class LauncherFolder {

  private static final List<String> TOOLS =
      List.of(
          "cat",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mktemp",
          "ps",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sh",
          "sleep",
          "tail",
          "touch",
          "true");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final Path folder;
  final Path checkout;
  final Path bin;
  final Path jdk;
  final Map<String, String> environment = new HashMap<>();

  LauncherFolder(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    checkout = this.folder.resolve("a check out");
    bin = this.folder.resolve("bin");
    jdk = jdk("jdk 25", 25);
    Files.createDirectories(checkout.resolve("scripts"));
    for (var name : List.of("semel", "scripts/find-jdk.sh")) {
      Files.copy(Checkout.root().resolve(name), checkout.resolve(name));
    }
    write("pom.xml", "");
    write("app/pom.xml", "");
    write("engine/src/main/java/A.java", "");
    Files.createDirectories(bin);
    for (var tool : TOOLS) {
      offer(tool);
    }
    mavenIs("3.9.9");
    mavenDoes("mkdir -p app/target/lib && touch app/target/semel.jar");
    environment.put("PATH", bin.toString());
    environment.put("HOME", this.folder.resolve("home").toString());
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("TMPDIR", Files.createDirectories(this.folder.resolve("tmp")).toString());
  }

  /// What a run left behind.
  record Run(int exit, String out, String err) {}

  /// Puts a tool of this machine on the PATH; false when the machine has none by that name.
  boolean offer(String tool) throws IOException {
    for (var place : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
      var path = Path.of(place, tool);
      if (Files.exists(path)) {
        script(bin.resolve(tool), "exec " + path + " \"$@\"");
        return true;
      }
    }
    return false;
  }

  Path jdk(String name, int version) throws IOException {
    var home = folder.resolve(name);
    script(home.resolve("bin/javac"), "exit 1");
    script(
        home.resolve("bin/java"),
        """
        echo "home $JAVA_HOME"
        echo "folder $(pwd)"
        echo "options ${SEMEL_JAVA_OPTS-unset}, building ${_SEMEL_BUILDS-unset}"
        for each in "$@"; do echo "[$each]"; done
        case "$*" in *serve) trap 'echo stopped; exit 143' TERM; echo "pid $$"
          while :; do sleep 1 & wait $!; done ;;
        esac
        """);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    return home;
  }

  void mavenIs(String version) throws IOException {
    script(
        bin.resolve("mvn"),
        """
        [ "$1" != -v ] || { printf '\\033[1mApache Maven VERSION (abc)\\033[m\\n'; exit 0; }
        cd "CHECKOUT" || exit 1
        echo "$*" >>../builds
        . ../build.sh
        """
            .replace("VERSION", version)
            .replace("CHECKOUT", checkout.toString()));
  }

  void gitSays(String commit) throws IOException {
    script(bin.resolve("git"), "[ \"$1 $2\" = \"-C " + checkout + "\" ] && echo " + commit);
  }

  /// Shell commands that take the place of a build; they run in the checkout.
  void mavenDoes(String commands) throws IOException {
    Files.writeString(folder.resolve("build.sh"), commands + "\n");
  }

  /// The arguments of each call of Maven so far.
  List<String> builds() throws IOException {
    var log = folder.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  void write(String path, String text) throws IOException {
    var file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Makes a file look edited `seconds` after the jar was built.
  void editedAfterBuild(String path, long seconds) throws IOException {
    var built = Files.getLastModifiedTime(checkout.resolve("app/target/semel.jar"));
    Files.setLastModifiedTime(
        checkout.resolve(path), FileTime.from(built.toInstant().plusSeconds(seconds)));
  }

  void needsJdk(int version) throws IOException {
    var launcher = checkout.resolve("semel");
    var text = Files.readString(launcher).replace("find_jdk 25", "find_jdk " + version);
    Files.writeString(launcher, text);
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return ended(start(checkout.resolve("semel"), arguments));
  }

  Process start(Path launcher, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// Waits for the end. Output is a few lines, so neither pipe can fill up meanwhile.
  static Run ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running after " + PATIENCE);
    }
    return new Run(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void script(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\n" + text);
    if (!path.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + path + " executable");
    }
  }
}
