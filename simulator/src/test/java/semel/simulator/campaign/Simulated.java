package semel.simulator.campaign;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import semel.simulator.Simulation;
import semel.simulator.Totals;
import semel.simulator.Verdict;
import semel.simulator.design.Design;

/// Runs campaigns as the command does: on a virtual thread, which makes stopping and going on
/// cheap.
final class Simulated {

  private static final long SHOW_EVERY = 10_000_000_000L;

  private Simulated() {}

  static Verdict run(String name, Design.Made design, long seed, long messages, boolean rough) {
    var shown = new AtomicLong(System.nanoTime());
    return onVirtualThread(() ->
        new Simulation(name, design, System::nanoTime, totals -> show(totals, shown))
            .run(seed, messages, rough));
  }

  static <T> T onVirtualThread(Supplier<T> work) {
    var result = new AtomicReference<T>();
    var failure = new AtomicReference<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                result.set(work.get());
              } catch (Throwable thrown) {
                failure.set(thrown);
              }
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (failure.get() != null) {
      throw new AssertionError("the simulation failed", failure.get());
    }
    return result.get();
  }

  private static void show(Totals totals, AtomicLong shown) {
    var now = System.nanoTime();
    if (now - shown.get() > SHOW_EVERY) {
      shown.set(now);
      System.out.printf(
          Locale.ROOT,
          "Simulation: %,d messages, %,d faults%n",
          totals.messages(),
          totals.faultsSum());
    }
  }
}
