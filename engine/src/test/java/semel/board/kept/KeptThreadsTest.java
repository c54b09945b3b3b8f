package semel.board.kept;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import semel.simulated.SimulatedClock;

/// A kept answer that several threads ask for, in many orders of their steps.
final class KeptThreadsTest {

  @Test
  void nobody_is_given_an_old_answer_when_a_new_one_was_given_before() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(3)
        .invocationsPerIteration(200)
        .check(TooOld.class);
  }

  /// An answer that is too old to be given. Two computations at once are a failure.
  public static class TooOld {
    private final SimulatedClock clock = new SimulatedClock();
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicBoolean computing = new AtomicBoolean();
    private final Kept<Integer> kept =
        new Kept<>(this::compute, new Kept.Means(clock, Runnable::run, _ -> {}));

    public TooOld() {
      kept.get();
      clock.passed(Duration.ofSeconds(2));
    }

    private int compute() {
      if (!computing.compareAndSet(false, true)) {
        throw new IllegalStateException("two compute at once");
      }
      var next = computed.incrementAndGet();
      computing.set(false);
      return next;
    }

    @Operation
    public int get() {
      return kept.get();
    }
  }
}
