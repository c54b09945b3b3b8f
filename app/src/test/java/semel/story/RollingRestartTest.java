package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// Two real nodes are stopped and started again in turn under load, as an upgrade does it.
@Timeout(900)
final class RollingRestartTest {

  /// The folder of an older commit's checkout in which `./semel version` was run.
  private static final String OLDER = "semel.older";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void nobody_is_turned_away_and_nothing_is_in_doubt_when_nodes_are_restarted_in_turn() {
    rolled(Program.usual(), Program.usual());
  }

  @Test
  @EnabledIfSystemProperty(named = OLDER, matches = ".+")
  void nobody_is_turned_away_when_an_older_build_gives_way_to_this_one_and_comes_back() {
    rolled(Program.built(Path.of(System.getProperty(OLDER))), Program.usual());
  }

  /// Two nodes of one program; each in turn becomes one of the other; then each in turn comes back.
  private void rolled(Program before, Program after) {
    try (var stage = new Stage();
        var one = node(before, stage, "one");
        var two = node(before, stage, "two")) {
      var slow = FaultPlan.random(1, Map.of(Fault.SLOW, 1.0));
      stage.mobizon.faults(slow.pausing(Duration.ofMillis(50), Duration.ofMillis(300)));
      stage.resend.faults(slow.pausing(Duration.ofMillis(50), Duration.ofMillis(300)));
      var nodes = List.of(one, two);
      nodes.forEach(SemelProcess::awaitReady);
      var balancer = new Balancer(nodes);

      for (var program : List.of(after, before)) {
        for (var node : nodes) {
          balancer.awaitMore(20);
          node.stop();
          balancer.awaitMore(20);
          node.restart(program);
          node.awaitReady();
        }
      }
      balancer.close();

      assertThat(balancer.broken()).as("calls that ended without an answer").isEmpty();
      assertThat(balancer.refused()).as("answers other than 201 and 503").isEmpty();
      var people = balancer.people();
      Eventually.within(
          PATIENCE,
          () -> stage.number("SELECT count(*) FROM semel.message WHERE state = 4") == 2L * people,
          () -> "not everything of " + people + " people was sent, see " + folder);
      assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE rule = 4"))
          .as("doubts")
          .isZero();
      for (var provider : List.of(stage.mobizon, stage.resend)) {
        var counts = provider.ledger().countsByRecipient();
        assertThat(counts).hasSize(people);
        assertThat(counts.values()).containsOnly(1);
      }
    }
  }

  private SemelProcess node(Program program, Stage stage, String name) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_PUBLIC_URL", "https://semel.example");
    // Nothing but a stop puts anything in doubt, however busy the machine is.
    environment.put("SEMEL_LEASE", "30s");
    environment.put("SEMEL_PROVIDER_TIMEOUT", "8s");
    environment.put("SEMEL_SETTLE", "30s");
    return new SemelProcess(program, environment, folder.resolve(name + ".log"));
  }
}
