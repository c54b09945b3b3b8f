package semel.simulated.rows;

import java.util.ArrayDeque;
import java.util.Deque;

/// What takes the last changes back, newest first, up to a bounded number of them.
final class Undo {

  private final Deque<Runnable> back = new ArrayDeque<>();
  private int limit;
  private long made;

  /// Keeps up to `changes`; 0 keeps none.
  void keep(int changes) {
    limit = changes;
    while (back.size() > limit) {
      back.removeFirst();
    }
  }

  void note(Runnable takesItBack) {
    made++;
    if (limit == 0) {
      return;
    }
    if (back.size() == limit) {
      back.removeFirst();
    }
    back.addLast(takesItBack);
  }

  /// How many changes were made so far.
  long made() {
    return made;
  }

  /// The earliest mark that can still be gone back to.
  long earliest() {
    return made - back.size();
  }

  void backTo(long mark) {
    if (mark < earliest() || mark > made) {
      throw new IllegalArgumentException("mark " + mark + " of " + earliest() + " to " + made);
    }
    while (made > mark) {
      made--;
      back.removeLast().run();
    }
  }
}
