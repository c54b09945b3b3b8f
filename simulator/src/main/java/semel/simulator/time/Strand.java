package semel.simulator.time;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Something that can be stopped in the middle and go on later: a virtual thread that runs only
/// while the one who resumed it waits. So there is always exactly one thing running, and what runs
/// when is decided by the agenda alone.
final class Strand {

  private final Strands pool;
  private final Thread thread;
  private volatile boolean running;
  private @Nullable Runnable body;
  private @Nullable SimulatedProcess process;
  private long ticket;

  Strand(Strands pool) {
    this.pool = pool;
    this.thread = Thread.ofVirtual().name("strand").unstarted(this::run);
    thread.start();
  }

  private void run() {
    while (true) {
      await();
      var work = body;
      if (work == null) {
        return; // dismissed
      }
      try {
        work.run();
      } catch (Crashed _) {
        // Its process is dead; there is nothing left to unwind.
      }
      ended();
    }
  }

  private void ended() {
    body = null;
    process = null;
    ticket++;
    pool.free(this);
    pass();
  }

  /// Runs the work until it stops for the first time or ends. Called outside of every strand.
  void begin(SimulatedProcess owner, Runnable work) {
    process = owner;
    body = work;
    resume();
  }

  /// Ends the thread of a strand that has no work.
  void dismiss() {
    body = null;
    running = true;
    LockSupport.unpark(thread);
  }

  /// Goes on with the work until it stops again or ends.
  void resume() {
    ticket++;
    pool.enter(this);
    running = true;
    LockSupport.unpark(thread);
    while (running) {
      LockSupport.park(pool);
    }
    pool.leave();
  }

  /// Stops here until it is resumed.
  ///
  /// @throws Crashed when its process has died meanwhile
  void suspend() {
    pass();
    await();
    if (process != null && process.isDead()) {
      throw new Crashed();
    }
  }

  private void pass() {
    running = false;
    LockSupport.unpark(pool.owner());
  }

  private void await() {
    while (!running) {
      LockSupport.park(this);
    }
  }

  /// Changes with every stop, so that a resumption meant for an earlier one is told apart.
  long ticket() {
    return ticket;
  }
}
