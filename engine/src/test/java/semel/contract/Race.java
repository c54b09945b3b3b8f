package semel.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the same thing at the same moment.
public final class Race {

  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /// What each of the runners got, all started together.
  ///
  /// @throws AssertionError when one of them fails or takes longer than a minute
  public static <T> List<T> of(int runners, Callable<T> each) {
    return between(Collections.nCopies(runners, each));
  }

  /// What each got, all started together, in the order they were named.
  ///
  /// @throws AssertionError when one of them fails or takes longer than a minute
  public static <T> List<T> between(List<Callable<T>> runners) {
    var start = new CyclicBarrier(runners.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (var runner : runners) {
        running.add(
            threads.submit(() -> {
              start.await();
              return runner.call();
            }));
      }
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a runner failed", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the race did not end", e);
    }
  }
}
