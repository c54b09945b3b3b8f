package semel.postgres.twin;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Chance that is the same for both sides, however often and in which order they ask for it.
final class Salt implements RandomGenerator {

  private long now;

  void is(long salt) {
    now = salt;
  }

  @Override
  public long nextLong() {
    return now;
  }

  /// The name that is drawn from it.
  UUID name() {
    return new UUID(now, now);
  }
}
