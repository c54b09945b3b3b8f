package semel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import semel.contract.Eventually;
import semel.contract.Race;

/// Callers that come at the same time.
final class GroupCommitTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch firstGate = new CountDownLatch(1);
  private final CountDownLatch secondGate = new CountDownLatch(1);
  private final Map<Integer, CountDownLatch> gates = Map.of(0, gate, -1, firstGate, -2, secondGate);

  private GroupCommit<Integer, String> commits(int groupMax, int waitingMax, Duration patience) {
    return new GroupCommit<>(
        new GroupCommit.Bounds(1, groupMax, waitingMax, LONG, patience), this::write);
  }

  private List<String> write(List<Integer> group) {
    groups.add(group);
    gates.forEach((number, one) -> {
      if (group.contains(number)) {
        await(one);
      }
    });
    if (group.contains(13)) {
      throw new IllegalStateException("thirteen");
    }
    return group.stream().map(number -> "told " + number).toList();
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Starts a caller; it holds the lane, or waits for it, when this returns.
  private CompletableFuture<Optional<String>> calls(
      GroupCommit<Integer, String> commits, int number) {
    var caller = new CompletableFuture<Thread>();
    var call =
        CompletableFuture.supplyAsync(
            () -> {
              caller.complete(Thread.currentThread());
              return commits.write(number);
            },
            Thread::startVirtualThread);
    Eventually.eventually(
        "caller " + number + " waits or is done",
        () ->
            call.isDone()
                || switch (caller.join().getState()) {
                  case WAITING, TIMED_WAITING -> true;
                  case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
                });
    return call;
  }

  @Test
  void who_comes_alone_writes_at_once_and_alone() {
    var commits = commits(10, 10, LONG);
    assertThat(commits.write(1)).contains("told 1");
    assertThat(commits.write(2)).contains("told 2");
    assertThat(groups).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void who_comes_while_another_writes_shares_the_next_write_and_is_told_their_own() {
    var commits = commits(10, 10, LONG);
    var first = calls(commits, 0);
    var others = List.of(calls(commits, 1), calls(commits, 2), calls(commits, 3));
    gate.countDown();
    assertThat(first.join()).contains("told 0");
    assertThat(others.stream().map(CompletableFuture::join))
        .containsExactly(Optional.of("told 1"), Optional.of("told 2"), Optional.of("told 3"));
    assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3));
  }

  @Test
  void a_group_has_its_largest_size_and_the_rest_makes_another() {
    var commits = commits(2, 10, LONG);
    var first = calls(commits, 0);
    var others = List.of(calls(commits, 1), calls(commits, 2), calls(commits, 3));
    gate.countDown();
    others.forEach(CompletableFuture::join);
    first.join();
    assertThat(groups).containsExactly(List.of(0), List.of(1, 2), List.of(3));
  }

  /// Two lanes: one writes for a group that stands still, the other is free.
  private GroupCommit<Integer, String> halfBusy(int groupSize, Duration beside) {
    var commits =
        new GroupCommit<Integer, String>(
            new GroupCommit.Bounds(2, 100, 100, beside, LONG), this::write);
    var first = calls(commits, -1);
    var second = calls(commits, -2);
    for (var caller = 0; caller < groupSize; caller++) {
      var _ = calls(commits, 100 * caller);
    }
    firstGate.countDown();
    first.join();
    Eventually.eventually("the group is being written", () -> groups.size() == 3);
    secondGate.countDown();
    second.join();
    assertThat(groups.getLast()).hasSize(groupSize);
    groups.clear();
    return commits;
  }

  @Test
  void a_free_lane_is_taken_by_as_many_as_another_writes_for_and_by_no_fewer() {
    var commits = halfBusy(3, LONG);
    var fewer = List.of(calls(commits, 11), calls(commits, 12));
    assertThat(groups).isEmpty();
    assertThat(calls(commits, 14).join()).contains("told 14");
    assertThat(fewer.stream().map(CompletableFuture::join))
        .containsExactly(Optional.of("told 11"), Optional.of("told 12"));
    assertThat(groups).singleElement().asInstanceOf(LIST).containsOnly(11, 12, 14);
    gate.countDown();
  }

  @Test
  void a_few_do_not_wait_beside_a_free_lane_for_another_that_stands_still() {
    var commits = halfBusy(3, Duration.ofMillis(20));
    assertThat(calls(commits, 11).join()).contains("told 11");
    gate.countDown();
  }

  @Test
  void a_large_group_is_shared_out_among_the_lanes_that_are_free() {
    var commits = halfBusy(40, LONG);
    var others = IntStream.range(201, 236).mapToObj(number -> calls(commits, number)).toList();
    assertThat(groups).isEmpty();
    gate.countDown();
    others.forEach(CompletableFuture::join);
    assertThat(groups.stream().map(List::size)).containsOnly(17, 18);
  }

  @Test
  void who_would_be_one_too_many_is_turned_away_and_nothing_of_them_is_written() {
    var commits = commits(10, 1, LONG);
    var first = calls(commits, 0);
    var second = calls(commits, 1);
    assertThat(commits.write(2)).isEmpty();
    gate.countDown();
    assertThat(first.join()).isPresent();
    assertThat(second.join()).contains("told 1");
    assertThat(groups).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void who_has_waited_too_long_leaves_and_nothing_of_them_is_written() {
    var commits = commits(10, 10, Duration.ofMillis(20));
    var first = calls(commits, 0);
    assertThat(commits.write(1)).isEmpty();
    gate.countDown();
    assertThat(first.join()).isPresent();
    assertThat(commits.write(2)).contains("told 2");
    assertThat(groups).containsExactly(List.of(0), List.of(2));
  }

  @Test
  void who_is_being_written_waits_however_long_it_takes() {
    var commits = commits(10, 10, Duration.ofMillis(20));
    var patient = calls(commits, 0);
    assertThat(commits.write(1)).isEmpty(); // longer than the patience of those who only wait
    gate.countDown();
    assertThat(patient.join()).contains("told 0");
  }

  @Test
  void a_write_that_fails_fails_for_its_whole_group_and_for_nobody_else() {
    var commits = commits(10, 10, LONG);
    var first = calls(commits, 0);
    var failing = List.of(calls(commits, 13), calls(commits, 2));
    gate.countDown();
    assertThat(first.join()).isPresent();
    failing.forEach(call ->
        assertThatThrownBy(call::join)
            .isInstanceOf(CompletionException.class)
            .hasRootCauseMessage("thirteen"));
    assertThat(commits.write(3)).contains("told 3");
  }

  @Test
  void an_interrupt_is_kept_and_changes_nothing() {
    var commits = commits(10, 10, LONG);
    var first = calls(commits, 0);
    var interrupted = new CompletableFuture<Boolean>();
    var caller =
        Thread.startVirtualThread(() -> {
          var told = commits.write(1);
          interrupted.complete(told.isPresent() && Thread.currentThread().isInterrupted());
        });
    Eventually.eventually(
        "the caller waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
    caller.interrupt();
    gate.countDown();
    assertThat(interrupted.join()).isTrue();
    assertThat(first.join()).isPresent();
  }

  @Test
  void thousands_at_once_are_each_written_once_and_told_their_own() {
    var commits =
        new GroupCommit<Integer, String>(
            new GroupCommit.Bounds(2, 50, 10_000, LONG, LONG), this::write);
    gate.countDown();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var told = new ArrayList<CompletableFuture<Optional<String>>>();
      for (var number = 100; number < 5_100; number++) {
        var mine = number;
        told.add(CompletableFuture.supplyAsync(() -> commits.write(mine), threads));
      }
      for (var i = 0; i < told.size(); i++) {
        assertThat(told.get(i).join()).contains("told " + (i + 100));
      }
    }
    assertThat(groups.stream().flatMap(List::stream)).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(Race.of(8, () -> commits.write(7))).containsOnly(Optional.of("told 7"));
  }
}
