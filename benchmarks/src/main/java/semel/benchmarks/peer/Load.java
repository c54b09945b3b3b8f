package semel.benchmarks.peer;

/// What a system is set up for.
public enum Load {
  /// Calls that return at once: the settings with the most messages a second.
  QUICK,
  /// A hundred calls that stay open: all of them at once, and a death noticed as soon as allowed.
  HANGING
}
