package semel.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// Callers who gather, lead and are written for, in many orders of their steps.
final class GroupCommitThreadsTest {

  @Test
  void everybody_is_written_once_and_told_their_own() {
    new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(1)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(3)
        .invocationsPerIteration(300)
        .check(Shared.class);
  }

  /// What is told is the sum so far: it shows whoever was written twice, or not at all.
  public static class Shared {
    private final AtomicInteger sum = new AtomicInteger();
    private final GroupCommit<Integer, Integer> commits =
        new GroupCommit<>(
            new GroupCommit.Bounds(2, 2, 5, Duration.ofHours(1)),
            group -> group.stream().map(sum::addAndGet).toList());

    @Operation
    public int write(@Param(gen = IntGen.class, conf = "1:9") int wanted) {
      return commits.write(wanted).orElse(-1);
    }
  }
}
