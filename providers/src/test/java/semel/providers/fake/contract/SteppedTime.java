package semel.providers.fake.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves when it is told to.
final class SteppedTime implements InstantSource {

  private volatile Instant now = Instant.parse("2026-06-24T18:13:15Z");

  @Override
  public Instant instant() {
    return now;
  }

  void forward(Duration step) {
    now = now.plus(step);
  }
}
