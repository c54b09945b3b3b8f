package semel.benchmarks.own;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import semel.worker.Threads;

/// The threads of this machine, as the service has them: a platform thread for each loop, a virtual
/// one for each call.
final class MachineThreads implements Threads {

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

  private static final class Loop implements Handle {
    private final Supplier<Duration> step;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long wakeAt = Long.MAX_VALUE;
    private boolean stopped;

    Loop(String name, Supplier<Duration> step) {
      this.step = step;
      this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    @Override
    public void start() {
      thread.start();
    }

    @Override
    public void wake() {
      wakeIn(Duration.ZERO);
    }

    @Override
    public void wakeIn(Duration delay) {
      var at = System.nanoTime() + delay.toNanos();
      lock.lock();
      try {
        wakeAt = Math.min(wakeAt, at);
        news.signal();
      } finally {
        lock.unlock();
      }
    }

    private void run() {
      try {
        while (rested(step.get())) {
          // The step did its work.
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /// False once the loop is to end.
    private boolean rested(Duration rest) throws InterruptedException {
      var until = System.nanoTime() + rest.toNanos();
      lock.lockInterruptibly();
      try {
        for (var now = System.nanoTime(); !stopped && !rest.isZero(); now = System.nanoTime()) {
          if (Math.min(until, wakeAt) <= now) {
            break;
          }
          news.awaitNanos(Math.min(until, wakeAt) - now);
        }
        if (!rest.isZero() && wakeAt <= System.nanoTime()) {
          wakeAt = Long.MAX_VALUE;
        }
        return !stopped;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        stopped = true;
        news.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void join(Duration patience) {
      try {
        thread.join(patience);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
