package semel.benchmarks.measure;

/// What can be measured, in this order.
public enum Measurement {
  ACCEPT,
  DRAIN,
  HTTP,
  LATE,
  CRASH,
  HISTORY;

  /// Whether the peers are measured too.
  public boolean ofAll() {
    return switch (this) {
      case ACCEPT, DRAIN, LATE, CRASH -> true;
      case HTTP, HISTORY -> false;
    };
  }
}
