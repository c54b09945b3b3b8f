package semel.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets callers that come at the same time share one write. Who comes alone writes at once and
/// alone; while others write those who come gather, and whoever came first of them writes for all
/// as soon as a lane is done, or as soon as they are enough for a free one.
///
/// @param <T> what a caller wants written
/// @param <R> what the caller is told
public final class GroupCommit<T, R> {

  /// What bounds a group commit.
  ///
  /// @param lanes how many write at the same time
  /// @param groupMax how many share one write
  /// @param waitingMax how many may wait; who comes then is turned away
  /// @param beside how long a few wait beside a free lane: what is written in another may stand
  ///   still
  /// @param patience how long one waits for a lane before turning away
  public record Bounds(
      int lanes, int groupMax, int waitingMax, Duration beside, Duration patience) {}

  /// So many are better off in a lane of their own than in a larger group: there the cost of a
  /// write is a small part of theirs.
  private static final int WORTH_A_LANE = 16;

  private final Bounds bounds;
  private final Function<List<T>, List<R>> write;
  private final ArrayDeque<Seat<T, R>> waiting = new ArrayDeque<>();
  private int lanesFree;

  /// Lanes whose group is not closed yet.
  private int gathering;

  /// Callers who are being written for.
  private int underWay;

  /// @param write writes a group in one transaction, and tells each what came of it, in order
  public GroupCommit(Bounds bounds, Function<List<T>, List<R>> write) {
    this.bounds = bounds;
    this.write = write;
    this.lanesFree = bounds.lanes();
  }

  /// Writes, together with whoever came meanwhile; empty when too many wait or the wait was too
  /// long: then nothing was written, and nothing will be.
  ///
  /// @throws RuntimeException what the write threw, for everybody in the group
  public Optional<R> write(T wanted) {
    var seat = new Seat<T, R>(wanted, Thread.currentThread());
    if (!enter(seat)) {
      return Optional.empty();
    }
    var interrupted = false;
    while (seat.place == Place.WAITS || seat.place == Place.TAKEN) {
      if (seat.place == Place.TAKEN) {
        LockSupport.park(this);
      } else {
        var rest = Math.min(seat.until - System.nanoTime(), bounds.beside().toNanos());
        LockSupport.parkNanos(this, Math.max(1, rest));
        leadBeside(seat);
        if (seat.until - System.nanoTime() <= 0) {
          leave(seat);
        }
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (seat.place == Place.LEFT) {
      return Optional.empty();
    }
    if (seat.place == Place.LEADS) {
      lead(seat);
    }
    return Optional.of(seat.told());
  }

  private synchronized boolean enter(Seat<T, R> seat) {
    if (lanesFree > 0 && opensLane()) {
      lanesFree--;
      gathering++;
      seat.place = Place.LEADS;
      return true;
    }
    if (waiting.size() >= bounds.waitingMax()) {
      return false;
    }
    seat.until = System.nanoTime() + bounds.patience().toNanos();
    waiting.addLast(seat);
    return true;
  }

  /// A write has a cost of its own. So who can still join a group joins it, and a further lane is
  /// opened for no fewer than those that write have on average.
  private boolean opensLane() {
    var writing = bounds.lanes() - lanesFree;
    return gathering == 0 && (waiting.size() + 1) * writing >= underWay;
  }

  private synchronized void leadBeside(Seat<T, R> seat) {
    if (seat.place == Place.WAITS && lanesFree > 0 && gathering == 0) {
      waiting.remove(seat);
      lanesFree--;
      gathering++;
      seat.place = Place.LEADS;
    }
  }

  private synchronized void leave(Seat<T, R> seat) {
    if (seat.place == Place.WAITS) {
      waiting.remove(seat);
      seat.place = Place.LEFT;
    }
  }

  /// Writes for those who have gathered by now.
  @SuppressWarnings("ThreadPriorityCheck") // nothing but the size of a group depends on it
  private void lead(Seat<T, R> first) {
    // Whoever is on the way here and only lacks a processor comes along.
    Thread.yield();
    var group = gathered(first);
    try {
      var told = write.apply(group.stream().map(seat -> seat.wanted).toList());
      for (var i = 0; i < group.size(); i++) {
        group.get(i).told = told.get(i);
      }
    } catch (RuntimeException e) {
      group.forEach(seat -> seat.failure = e);
    } finally {
      // The next group goes off first: it has the longer way.
      handOn(group.size());
      group.forEach(seat -> seat.move(Place.DONE));
    }
  }

  private synchronized List<Seat<T, R>> gathered(Seat<T, R> first) {
    var all = waiting.size() + 1;
    var lanes = Math.clamp(all / WORTH_A_LANE, 1, lanesFree + 1);
    var share = Math.min(Math.ceilDiv(all, lanes), bounds.groupMax());
    var group = new ArrayList<Seat<T, R>>();
    group.add(first);
    while (group.size() < share && !waiting.isEmpty()) {
      var seat = waiting.removeFirst();
      seat.place = Place.TAKEN;
      group.add(seat);
    }
    gathering--;
    underWay += group.size();
    if (lanesFree > 0 && waiting.size() >= WORTH_A_LANE) {
      lanesFree--;
      letFirstLead();
    }
    return group;
  }

  /// A lane is taken already, by this or by who hands it on.
  private void letFirstLead() {
    gathering++;
    waiting.removeFirst().move(Place.LEADS);
  }

  private synchronized void handOn(int written) {
    underWay -= written;
    if (waiting.isEmpty() || gathering > 0) {
      lanesFree++;
    } else {
      letFirstLead();
    }
  }

  private enum Place {
    WAITS,
    TAKEN,
    LEADS,
    LEFT,
    DONE
  }

  /// One caller. What it is told is written before its place becomes `DONE`.
  private static final class Seat<T, R> {
    private final T wanted;
    private final Thread caller;
    private volatile Place place = Place.WAITS;
    private long until;
    private @Nullable R told;
    private @Nullable RuntimeException failure;

    Seat(T wanted, Thread caller) {
      this.wanted = wanted;
      this.caller = caller;
    }

    void move(Place to) {
      place = to;
      LockSupport.unpark(caller);
    }

    R told() {
      if (failure != null) {
        throw failure;
      }
      if (told == null) {
        throw new IllegalStateException("the write told too few of its group");
      }
      return told;
    }
  }
}
