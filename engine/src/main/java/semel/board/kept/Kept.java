package semel.board.kept;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.lifecycle.LocalClock;

/// One answer, kept. It is computed by one thread at a time, and never for more than about a tenth
/// of the time: an answer that took 300 ms is fresh for 3 s.
///
/// An answer that is no longer fresh is still given, and computed anew behind it. Only one that is
/// cheap, or that nobody asked for in a long while and says too little about now, is waited for.
/// While the computation fails, the last answer is given; whoever shows it shows its time.
public final class Kept<T> {

  /// For how many times its cost an answer is fresh.
  private static final int FRESH = 10;

  private static final long FRESH_MIN = Duration.ofSeconds(1).toNanos();

  /// After how many fresh times an answer is too old to be given while a newer one can be had.
  private static final int USABLE = 2;

  private static final long USABLE_MIN = Duration.ofMinutes(1).toNanos();

  /// What costs no more than this is waited for: nobody notices, and nobody sees old numbers.
  private static final long CHEAP = Duration.ofMillis(50).toNanos();

  private final Supplier<T> computation;
  private final Means means;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean behind = new AtomicBoolean();
  private volatile Tried<T> tried = new Tried<>(null, null);

  /// What keeping needs from outside.
  ///
  /// @param executor computes behind an answer that was given
  /// @param failed is told why a computation failed whose last answer was given instead
  public record Means(LocalClock clock, Executor executor, Consumer<RuntimeException> failed) {}

  private record Answer<T>(T value, Try made) {}

  /// The last answer and the last computation, which may have failed: seen together, so that nobody
  /// who sees that a new answer was just made gives the one before.
  private record Tried<T>(@Nullable Answer<T> answer, @Nullable Try latest) {
    boolean again(long now) {
      return latest == null || now - latest.ended() >= latest.fresh();
    }
  }

  /// One computation: when it ended, how long it took, and why it failed, if it did.
  private record Try(long ended, long cost, @Nullable RuntimeException failure) {
    long fresh() {
      return Math.max(FRESH_MIN, FRESH * cost);
    }

    long usable() {
      return cost <= CHEAP ? fresh() : Math.max(USABLE_MIN, USABLE * fresh());
    }
  }

  public Kept(Supplier<T> computation, Means means) {
    this.computation = computation;
    this.means = means;
  }

  /// The answer: the kept one, or, where there is none that says enough about now, a new one.
  public T get() {
    var now = means.clock().monotonicNanos();
    var seen = tried;
    var kept = seen.answer();
    if (kept == null) {
      return computeAfter(now);
    }
    if (!seen.again(now)) {
      return kept.value();
    }
    if (now - kept.made().ended() > kept.made().usable()) {
      return computedOr(kept.value(), now);
    }
    refreshBehind();
    return kept.value();
  }

  /// Computes anew: what is given from now on knows what was changed before.
  void renew() {
    turn.lock();
    try {
      compute();
    } catch (RuntimeException e) {
      means.failed().accept(e);
    } finally {
      turn.unlock();
    }
  }

  private T computedOr(T last, long now) {
    try {
      return computeAfter(now);
    } catch (RuntimeException e) {
      means.failed().accept(e);
      return last;
    }
  }

  /// Computes, or takes what came of it when another thread computed while this one waited for its
  /// turn: the answer, or the failure, so that those who wait for a database that is away do not
  /// find out one after the other.
  private T computeAfter(long asked) {
    turn.lock();
    try {
      var seen = tried;
      var kept = seen.answer();
      if (kept != null && kept.made().ended() - asked >= 0) {
        return kept.value();
      }
      var latest = seen.latest();
      if (latest != null && latest.failure() != null && latest.ended() - asked > 0) {
        throw latest.failure();
      }
      return compute();
    } finally {
      turn.unlock();
    }
  }

  private T compute() {
    var began = means.clock().monotonicNanos();
    try {
      var value = computation.get();
      var made = tried(began, null);
      tried = new Tried<>(new Answer<>(value, made), made);
      return value;
    } catch (RuntimeException e) {
      tried = new Tried<>(tried.answer(), tried(began, e));
      throw e;
    }
  }

  private Try tried(long began, @Nullable RuntimeException failure) {
    var ended = means.clock().monotonicNanos();
    return new Try(ended, ended - began, failure);
  }

  private void refreshBehind() {
    if (!behind.compareAndSet(false, true)) {
      return;
    }
    var handedOver = false;
    try {
      means.executor().execute(this::refresh);
      handedOver = true;
    } finally {
      if (!handedOver) {
        behind.set(false);
      }
    }
  }

  /// Unless it was computed since this was asked for.
  private void refresh() {
    turn.lock();
    try {
      if (tried.again(means.clock().monotonicNanos())) {
        compute();
      }
    } catch (RuntimeException e) {
      means.failed().accept(e);
    } finally {
      turn.unlock();
      behind.set(false);
    }
  }
}
