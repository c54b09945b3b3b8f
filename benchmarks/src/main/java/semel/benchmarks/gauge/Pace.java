package semel.benchmarks.gauge;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import semel.benchmarks.report.Statistics;

/// How fast calls went.
public final class Pace {

  private final long[] nanos;
  private final double seconds;

  private Pace(long[] sortedNanos, double seconds) {
    this.nanos = sortedNanos;
    this.seconds = seconds;
  }

  /// One call, by its place from zero.
  public interface Call {
    void make(int place) throws Exception;
  }

  /// Makes `calls` calls, so many at once, each on a virtual thread.
  ///
  /// @throws ExecutionException when one failed
  public static Pace of(int callers, int calls, Call call)
      throws ExecutionException, InterruptedException {
    var nanos = new long[calls];
    var next = new AtomicInteger();
    Callable<Boolean> caller =
        () -> {
          for (var i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
            var began = System.nanoTime();
            call.make(i);
            nanos[i] = System.nanoTime() - began;
          }
          return true;
        };
    var began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = new ExecutorCompletionService<Boolean>(threads);
      for (var i = 0; i < callers; i++) {
        ends.submit(caller);
      }
      for (var i = 0; i < callers; i++) {
        ends.take().get();
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    return new Pace(nanos, seconds);
  }

  /// How many calls were made.
  public int calls() {
    return nanos.length;
  }

  public double perSecond() {
    return nanos.length / seconds;
  }

  /// The time that so many of a hundred calls stayed below, in milliseconds.
  public double millis(int percent) {
    return Statistics.percentile(nanos, percent) / 1e6;
  }
}
