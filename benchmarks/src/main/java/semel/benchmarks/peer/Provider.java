package semel.benchmarks.peer;

/// Where a measured system sends: the same for all of them, and without idempotency keys.
public interface Provider {

  /// Takes whatever it is given, as often as it is given it.
  void take(String message);

  /// How often it took this one.
  int taken(String message);
}
