package semel.app.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import semel.worker.Threads;

/// The threads of this machine: a platform thread for each loop, a virtual one for each call.
public final class SystemThreads implements Threads {

  @Override
  public Handle loop(String name, Supplier<Duration> step) {
    return new Loop(name, step);
  }

  @Override
  public void begin(String name, Runnable call) {
    Thread.ofVirtual().name(name).start(call);
  }

  @Override
  public boolean acquire(Semaphore permits, int count, Duration patience) {
    try {
      return permits.tryAcquire(count, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
