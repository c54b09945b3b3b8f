package semel.worker;

/// The threads of this process.
public final class ThreadNames {

  private ThreadNames() {}

  /// Whether a thread of that name runs.
  public static boolean runs(String name) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(name));
  }
}
