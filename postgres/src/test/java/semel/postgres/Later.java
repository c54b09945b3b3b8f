package semel.postgres;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something that runs beside the test.
public final class Later<T> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Later() {}

  public static <T> Later<T> of(Callable<T> work) {
    var later = new Later<T>();
    Thread.startVirtualThread(() -> {
      try {
        later.result.complete(work.call());
      } catch (Exception | Error e) {
        later.result.completeExceptionally(e);
      }
    });
    return later;
  }

  public boolean isDone() {
    return result.isDone();
  }

  /// What it returned.
  public T get() {
    return get(PATIENCE);
  }

  /// What it returned within a time.
  public T get(Duration patience) {
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError("it did not end well", e);
    }
  }

  /// What it threw.
  public Throwable failure() {
    try {
      throw new AssertionError(
          "it returned " + result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("it did not end", e);
    }
  }
}
