package semel.providers.wire;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// Ends an exchange at its deadline, whatever it is blocked in, by closing the socket under it. A
/// read time-out cannot do that: a server that sends a byte now and then would never trip it.
///
/// Deadlines are points of [System#nanoTime].
final class Watchdog implements AutoCloseable {

  private long deadline;
  private @Nullable Socket watched;
  private boolean fired;
  private boolean closed;

  Watchdog(long deadline) {
    this.deadline = deadline;
    Thread.ofVirtual().name("wire-watchdog").start(this::keepWatch);
  }

  private synchronized void keepWatch() {
    try {
      while (!closed && left() > 0) {
        NANOSECONDS.timedWait(this, left());
      }
    } catch (InterruptedException _) {
      // Nobody has this thread's handle; if it ends early all the same, it ends the exchange.
    }
    if (!closed) {
      fired = true;
      abandon(watched);
    }
  }

  /// Nanoseconds to the deadline; zero or less when it is over.
  synchronized long left() {
    return deadline - System.nanoTime();
  }

  /// Watches this socket from now on, instead of the one before.
  synchronized void watch(Socket socket) {
    watched = socket;
    if (fired) {
      abandon(socket);
    }
  }

  /// Moves the deadline, unless it has already struck: then false, and the socket is closed.
  synchronized boolean extendTo(long later) {
    deadline = later;
    notifyAll();
    return !fired;
  }

  synchronized boolean fired() {
    return fired;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Closes so that bytes still waiting in the kernel are thrown away rather than delivered later:
  /// an exchange that was given up must not take effect minutes afterwards.
  static void abandon(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Already closed, which is all that was wanted.
    }
  }
}
