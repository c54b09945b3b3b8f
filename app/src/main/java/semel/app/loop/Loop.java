package semel.app.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.journal.Sentence;
import semel.worker.Threads;

/// Runs a step again and again on a thread of its own. The step says how long to rest; whoever has
/// news wakes it sooner. Nothing else in Semel sleeps.
final class Loop implements Threads.Handle {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /// The shortest rest, so that a step that finds nothing to do never spins.
  private static final Duration BREATH = Duration.ofMillis(2);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final String name;
  private final Supplier<Duration> step;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread thread;
  private long wakeAt = Long.MAX_VALUE;
  private boolean stopped;

  /// @param step does its work and returns how long to rest; zero to go on at once
  Loop(String name, Supplier<Duration> step) {
    this.name = name;
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  /// Makes the next step begin now.
  @Override
  public void wake() {
    wakeIn(Duration.ZERO);
  }

  /// Makes a step begin after `delay` at the latest.
  @Override
  public void wakeIn(Duration delay) {
    var at = System.nanoTime() + delay.toNanos();
    lock.lock();
    try {
      if (wakeAt == Long.MAX_VALUE || at - wakeAt < 0) {
        wakeAt = at;
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!isStopped()) {
      Duration rest;
      try {
        rest = step.get();
      } catch (RuntimeException | Error e) {
        // An Error too: a loop that ends means messages that silently never leave.
        LOG.warn("{}: {}; going on in {} s", name, Sentence.of(e), AFTER_A_FAULT.toSeconds());
        LOG.debug("{} failed", name, e);
        rest = AFTER_A_FAULT;
      }
      rest(rest);
    }
  }

  private void rest(Duration rest) {
    if (rest.isZero()) {
      return;
    }
    var until = System.nanoTime() + Math.max(rest.toNanos(), BREATH.toNanos());
    lock.lock();
    try {
      var now = System.nanoTime();
      while (!stopped && earlier(until) - now > 0) {
        news.awaitNanos(earlier(until) - now);
        now = System.nanoTime();
      }
      if (wakeAt != Long.MAX_VALUE && wakeAt - now <= 0) {
        wakeAt = Long.MAX_VALUE;
      }
    } catch (InterruptedException _) {
      stopped = true;
    } finally {
      lock.unlock();
    }
  }

  private long earlier(long until) {
    return wakeAt == Long.MAX_VALUE || until - wakeAt < 0 ? until : wakeAt;
  }

  private boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /// Lets time pass for the one who calls, on a thread of its own.
  static void pass(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends after the step that runs now.
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

  /// Waits until the last step is over.
  @Override
  public void join(Duration patience) {
    try {
      thread.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
