package semel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;

/// The sandbox's clock: what waits comes nearer, and nothing becomes late by it.
final class SandboxClockTest extends StoreContract {

  private static final String LATE =
      "SELECT count(*) FROM semel.message WHERE due_at < (SELECT created_at FROM semel.lead)";
  private static final String DUE =
      "SELECT count(*) FROM semel.message WHERE due_at <= clock_timestamp() AND next_at = due_at";

  private final PostgresSandboxClock clock = new PostgresSandboxClock(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void what_is_skipped_over_is_due_now_and_no_earlier() {
    scene.register("spring", 1);
    assertThat(SharedServer.count(DUE)).isZero();

    assertThat(clock.skip(Duration.ofDays(1), "Anna")).isEqualTo(2);

    assertThat(SharedServer.count(DUE)).isEqualTo(2);
    assertThat(SharedServer.count(LATE)).isZero();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.journal WHERE who = 'Anna'"))
        .isEqualTo(2);
  }

  @Test
  void what_is_due_already_is_not_put_off() {
    scene.register("spring", 1);
    clock.skip(Duration.ofDays(1), "Anna");
    var due = due();

    clock.skip(Duration.ofMinutes(10), "Anna");

    assertThat(due()).isEqualTo(due);
  }

  private static String due() {
    return SharedServer.query(
        "SELECT max(due_at)::text FROM semel.message", row -> row.getString(1));
  }
}
