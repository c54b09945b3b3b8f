package semel.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers who gather, lead and are written for, in many orders of their steps.
final class GroupCommitThreadsTest {

  @ParameterizedTest
  @ValueSource(classes = {OneLane.class, TwoLanes.class})
  void everybody_is_written_once_and_told_their_own(Class<?> lanes) {
    new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(1)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(3)
        .invocationsPerIteration(300)
        .check(lanes);
  }

  /// What is told is the sum so far: it shows whoever was written twice, or not at all.
  public abstract static class Shared {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger sum = new AtomicInteger();
    private final GroupCommit<Integer, Integer> commits;

    Shared(int lanes) {
      this.commits =
          new GroupCommit<>(
              new GroupCommit.Bounds(lanes, 2, 5, LONG, LONG),
              group -> group.stream().map(sum::addAndGet).toList());
    }

    @Operation
    public int write(@Param(gen = IntGen.class, conf = "1:9") int wanted) {
      return commits.write(wanted).orElse(-1);
    }
  }

  /// Whoever waits is written for when the lane is done.
  public static class OneLane extends Shared {
    public OneLane() {
      super(1);
    }
  }

  /// Somebody may wait beside a free lane.
  public static class TwoLanes extends Shared {
    public TwoLanes() {
      super(2);
    }
  }
}
