package semel.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Port: what runs a worker's steps, on the machine's threads or on a simulator's.
public interface Threads {

  /// A loop that is not started yet.
  ///
  /// @param step does its work and returns how long to rest; zero to go on at once
  Handle loop(String name, Supplier<Duration> step);

  /// Runs one call to a provider beside everything else.
  void begin(String name, Runnable call);

  /// Takes that many permits; false, and none taken, when they do not come free in `patience`.
  boolean acquire(Semaphore permits, int count, Duration patience);

  /// A loop that runs its step again and again. The step says how long to rest; whoever has news
  /// wakes it sooner.
  interface Handle extends AutoCloseable {

    void start();

    /// Makes the next step begin now.
    void wake();

    /// Makes a step begin after `delay` at the latest.
    void wakeIn(Duration delay);

    /// Ends after the step that runs now.
    @Override
    void close();

    /// Waits until the last step is over, at most for `patience`.
    void join(Duration patience);
  }
}
