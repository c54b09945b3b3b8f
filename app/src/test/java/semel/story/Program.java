package semel.story;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/// How a Semel's JVM is started: what it is made of, and its options.
///
/// @param archive where classes are left behind; null for nowhere
record Program(String classPath, List<String> options, @Nullable Path archive) {

  private static final List<String> USUAL =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xmx384m");

  Program {
    options = List.copyOf(options);
  }

  /// As the service is started, from the classes that the tests run on.
  static Program usual() {
    return new Program(System.getProperty("java.class.path"), USUAL, null);
  }

  /// As another checkout's `./semel` starts what it has built.
  static Program built(Path checkout) {
    var jar = checkout.resolve("app/target/semel.jar");
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException("there is no " + jar.toAbsolutePath());
    }
    return new Program(jar.toString(), USUAL, null);
  }

  /// The same for hundreds of starts: the quick compiler alone, and classes that the first of them
  /// to end in order leaves behind for the others. Only what is in a jar can be left behind.
  static Program startedOften(Path folder) {
    var archive = folder.resolve("classes.jsa");
    var parts = new ArrayList<String>();
    for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(part);
      if (!Files.isDirectory(path)) {
        parts.add(part);
      } else if (path.endsWith("classes")) {
        parts.add(jar(path, folder.resolve("part-" + parts.size() + ".jar")).toString());
      }
    }
    var options = new ArrayList<>(USUAL);
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+AutoCreateSharedArchive");
    options.add("-XX:SharedArchiveFile=" + archive);
    options.add("-Xlog:disable");
    return new Program(String.join(File.pathSeparator, parts), options, archive);
  }

  /// Whether an orderly end has left classes behind for the next starts.
  boolean leftBehind() {
    return archive != null && Files.exists(archive);
  }

  private static Path jar(Path classes, Path jar) {
    if (Files.exists(jar)) {
      return jar;
    }
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      // Folders too: migrations are looked for by the name of theirs.
      for (var file : files.filter(f -> !f.equals(classes)).sorted().toList()) {
        var name = classes.relativize(file).toString();
        var folder = Files.isDirectory(file);
        out.putNextEntry(new JarEntry(folder ? name + "/" : name));
        out.write(folder ? new byte[0] : Files.readAllBytes(file));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The words that start it.
  List<String> words(String... command) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", classPath, "semel.cli.Semel"));
    words.addAll(List.of(command));
    return words;
  }
}
