package semel.benchmarks.measure;

/// What can be measured.
public enum Measurement {
  ACCEPT,
  DRAIN,
  CRASH
}
