package semel.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The project's own files, as the rules read them: all of them, and the Java among them parsed.
record Checkout(List<TextFile> files, List<JavaSource> sources) {

  /// Folders that hold no source, for when git cannot say what is ignored.
  private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", ".idea", ".vscode");

  /// Made-up files, for the tests of the rules themselves.
  static Checkout of(TextFile... files) {
    return of(List.of(files));
  }

  private static Checkout of(List<TextFile> files) {
    return new Checkout(files, JavaSource.parse(files.stream().filter(TextFile::isJava).toList()));
  }

  /// What git tracks or would track below `root`; without git, every file outside build folders.
  static Checkout read(Path root) {
    var paths = listedByGit(root).orElseGet(() -> walked(root));
    return of(paths.stream().map(path -> new TextFile(path, text(root.resolve(path)))).toList());
  }

  /// The root of the project, from wherever below it the tests were started.
  static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("engine")) || !Files.exists(folder.resolve("semel"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above this one holds ./semel and engine/");
      }
    }
    return folder;
  }

  Stream<TextFile> javaFiles() {
    return files.stream().filter(TextFile::isJava);
  }

  Stream<JavaSource> shippedSources() {
    return sources.stream().filter(source -> source.file().isShipped());
  }

  Stream<JavaSource> testSources() {
    return sources.stream().filter(source -> source.file().isTest());
  }

  /// Empty when git is not installed or this folder is no repository that it will read.
  static Optional<List<String>> listedByGit(Path root) {
    var command =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
    command.directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      var git = command.start();
      var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        return Optional.empty();
      }
      // A file that is deleted but not yet committed as such is still on git's list.
      return Optional.of(
          Stream.of(names.split("\0"))
              .filter(name -> Files.isRegularFile(root.resolve(name)))
              .sorted()
              .distinct()
              .toList());
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> walked(Path root) {
    try (var paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(path -> !isBelowAny(path, NOT_OURS))
          .map(path -> path.toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBelowAny(Path path, Set<String> folders) {
    for (var part : path) {
      if (folders.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
