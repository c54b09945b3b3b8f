package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.contract.Eventually;

/// A newer Semel has expanded the schema already, and this one still runs: beside it, and started
/// after it, as when an upgrade is taken back.
@Timeout(900)
final class NewerSchemaTest {

  /// What a later version may add.
  private static final String[] EXPANDED = {
    "ALTER TABLE semel.lead ADD COLUMN later text",
    "ALTER TABLE semel.message ADD COLUMN later integer NOT NULL DEFAULT 7",
    "ALTER TABLE semel.journal ADD COLUMN later text",
    "CREATE TABLE semel.later (id integer PRIMARY KEY)",
    "CREATE INDEX later_leads ON semel.lead (later)",
    """
    INSERT INTO semel.flyway_schema_history
    SELECT max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'semel', now(), 1,
           true
    FROM semel.flyway_schema_history
    """
  };

  @Test
  void an_older_semel_goes_on_and_starts_again_on_a_schema_that_was_expanded() {
    try (var stage = new Stage()) {
      try (var running = new Node(stage.environment())) {
        assertThat(running.caller.register(1).code()).isEqualTo(201);
        stage.run(EXPANDED);
        assertThat(running.caller.register(2).code()).isEqualTo(201);
        untilSent(stage, 2);
      }
      try (var startedLater = new Node(stage.environment())) {
        assertThat(startedLater.caller.register(3).code()).isEqualTo(201);
        assertThat(startedLater.caller.register(1).code()).isEqualTo(200);
        untilSent(stage, 3);
      }
      assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1).hasSize(3);
      assertThat(stage.resend.ledger().countsByRecipient().values()).containsOnly(1).hasSize(3);
    }
  }

  private static void untilSent(Stage stage, int people) {
    Eventually.within(
        Duration.ofMinutes(3),
        () -> stage.number("SELECT count(*) FROM semel.message WHERE state = 4") == 2L * people,
        () -> "not all of " + people + " people have both messages");
  }
}
