package semel.worker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A place where threads wait until a test lets them on, and are counted.
final class Gate {

  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /// Waits until the gate is open.
  void pass() {
    most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  void open() {
    opened.countDown();
  }

  /// How many are at the gate now.
  int waiting() {
    return waiting.get();
  }

  /// How many were at it at once.
  int most() {
    return most.get();
  }
}
