package semel.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import semel.benchmarks.peer.Provider;

/// A provider that only counts.
record Counting(AtomicLong calls) implements Provider {
  @Override
  public void take(String message) {
    calls.incrementAndGet();
  }

  @Override
  public int taken(String message) {
    return 0;
  }
}
