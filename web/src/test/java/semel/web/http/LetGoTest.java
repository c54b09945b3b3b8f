package semel.web.http;

import static semel.contract.Eventually.eventually;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a connection held is free again soon after it broke.
final class LetGoTest {

  @Test
  void a_thread_that_ends_in_the_middle_of_a_step_is_not_kept_until_the_step_is_over_time()
      throws InterruptedException {
    var patience = new Patience(Duration.ofHours(1));
    patience.start();
    try {
      var ended = ended(patience);
      eventually(
          "nobody holds the thread",
          () -> {
            System.gc();
            return ended.refersTo(null);
          });
    } finally {
      patience.stop();
    }
  }

  private static WeakReference<Thread> ended(Patience patience) throws InterruptedException {
    var thread = Thread.startVirtualThread(patience::begin);
    thread.join();
    return new WeakReference<>(thread);
  }
}
