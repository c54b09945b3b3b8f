package semel.gate;

import java.util.List;
import java.util.stream.Stream;

/// A file of the project; `path` is relative to its root, with slashes. What is no text reads
/// empty.
record TextFile(String path, String text) {

  List<String> lines() {
    return text.lines().toList();
  }

  long linesWithText() {
    return text.lines().filter(line -> !line.isBlank()).count();
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isShipped() {
    return path.contains("/src/main/");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  boolean describesPackageOrModule() {
    return name().equals("package-info.java") || name().equals("module-info.java");
  }

  boolean endsWithAny(String... endings) {
    return Stream.of(endings).anyMatch(path::endsWith);
  }

  Finding finding(String what) {
    return new Finding(path, 1, what);
  }
}
