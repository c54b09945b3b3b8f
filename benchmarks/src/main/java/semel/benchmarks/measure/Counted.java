package semel.benchmarks.measure;

import java.util.concurrent.atomic.LongAdder;
import semel.benchmarks.peer.Provider;

/// A provider that only counts.
final class Counted implements Provider {

  private final LongAdder calls = new LongAdder();

  @Override
  public void take(String message) {
    calls.increment();
  }

  /// Asked only where a call left a doubt, and no call here does.
  @Override
  public int taken(String message) {
    return 0;
  }

  long calls() {
    return calls.sum();
  }
}
