package semel.app.loop;

/// The threads of this process.
final class Threads {

  private Threads() {}

  /// Whether a thread of that name runs.
  static boolean runs(String name) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(name));
  }
}
