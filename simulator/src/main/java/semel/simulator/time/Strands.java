package semel.simulator.time;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The strands of one simulation, used again and again. All of it belongs to the thread that made
/// it.
public final class Strands implements AutoCloseable {

  private final Thread owner = Thread.currentThread();
  private final Deque<Strand> free = new ArrayDeque<>();
  private @Nullable Strand current;

  Strand take() {
    var strand = free.poll();
    return strand == null ? new Strand(this) : strand;
  }

  void free(Strand strand) {
    free.push(strand);
  }

  Thread owner() {
    return owner;
  }

  void enter(Strand strand) {
    current = strand;
  }

  void leave() {
    current = null;
  }

  /// The strand that runs now.
  Strand current() {
    return requireNonNull(current, "only a strand can let time pass");
  }

  boolean inside() {
    return current != null;
  }

  @Override
  public void close() {
    free.forEach(Strand::dismiss);
    free.clear();
  }
}
