package semel.app;

import java.time.Duration;

/// Lets time pass in the sandbox, which runs on a thread of its own per attempt.
final class Sleep {

  private Sleep() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
