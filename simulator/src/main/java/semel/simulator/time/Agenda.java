package semel.simulator.time;

import java.util.PriorityQueue;

/// Virtual time: what happens next, in one total order. Nothing happens between two entries.
public final class Agenda {

  private record Entry(long at, long number, Runnable what) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long now;
  private long number;

  /// Nanoseconds since the simulated world began.
  public long now() {
    return now;
  }

  /// Puts something on the agenda; what is put there for the past happens now.
  public void at(long at, Runnable what) {
    entries.add(new Entry(Math.max(at, now), number++, what));
  }

  /// The same, `nanos` from now.
  public void in(long nanos, Runnable what) {
    at(now + nanos, what);
  }

  /// Lets the next entry happen if it is on for `until` or earlier; false when none is.
  public boolean step(long until) {
    var next = entries.peek();
    if (next == null || next.at() > until) {
      return false;
    }
    entries.remove();
    now = next.at();
    next.what().run();
    return true;
  }

  /// Lets everything happen that is on for now.
  public void settle() {
    while (step(now)) {
      // Each entry is one step.
    }
  }

  /// How many entries have happened or wait.
  public long entries() {
    return number;
  }
}
