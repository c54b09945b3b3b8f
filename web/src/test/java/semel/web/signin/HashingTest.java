package semel.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.contract.Eventually;
import semel.users.PasswordHash;

final class HashingTest {

  private static final Argon2.Cost CHEAP = new Argon2.Cost(64, 1, 1);

  /// Counts who asks for a salt, and lets nobody go on until told to.
  private static final class Gate implements RandomGenerator {
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private boolean shut;

    @Override
    public long nextLong() {
      if (shut) {
        inside.incrementAndGet();
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return 4;
    }
  }

  @Test
  @Timeout(300)
  void no_more_than_two_are_hashed_at_once_and_the_others_wait_their_turn() throws Exception {
    var gate = new Gate();
    var hashing = new Hashing(new Argon2(gate, CHEAP));
    gate.shut = true;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Optional<PasswordHash>>>();
      for (var i = 0; i < 6; i++) {
        running.add(threads.submit(() -> hashing.hash("some password")));
      }
      Eventually.within(
          Duration.ofSeconds(20),
          () -> gate.inside.get() == Hashing.AT_ONCE,
          () -> gate.inside + " inside");
      assertThat(running).noneMatch(Future::isDone);
      gate.open.countDown();
      for (var one : running) {
        assertThat(one.get()).isPresent();
      }
    }
  }

  @Test
  void nobody_has_the_password_of_nobody() {
    var hashing = new Hashing(new Argon2(new Random(1), CHEAP));
    var kept = hashing.hash("the right password");

    assertThat(hashing.matches(kept, "the right password")).contains(true);
    assertThat(hashing.matches(kept, "another password")).contains(false);
    assertThat(hashing.matches(Optional.empty(), "the right password")).contains(false);
    assertThat(hashing.matches(Optional.empty(), "")).contains(false);
  }
}
