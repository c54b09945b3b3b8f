package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.embedded.EmbeddedServer;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;

/// A node is cut off from its database while it sends: the connections stay, nothing arrives.
@Timeout(900)
final class PartitionTest {

  private static final int PEOPLE = 60;
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void a_node_that_does_not_reach_its_database_stops_calling_before_its_lease_ends()
      throws Exception {
    try (var server = EmbeddedServer.start(folder.resolve("data"));
        var address = new DatabaseAddress(server);
        var stage = new Stage(server);
        var one = node(stage, address.url(), "one")) {
      one.awaitReady();
      var slow = FaultPlan.random(1, Map.of(Fault.SLOW, 1.0));
      var pausing = slow.pausing(Duration.ofMillis(600), Duration.ofMillis(700));
      stage.mobizon.faults(pausing);
      stage.resend.faults(pausing);
      for (var person = 1; person <= PEOPLE; person++) {
        assertThat(one.caller().register(person).code()).isEqualTo(201);
      }
      await(stage, "SELECT count(*) >= 10 FROM semel.message WHERE state = 1");

      address.partition();
      var cut = System.nanoTime();
      assertThat(stage.number("SELECT count(*) FROM semel.message WHERE state = 1")).isPositive();
      Eventually.within(
          PATIENCE, () -> !one.ready(), () -> "a node without a database says it is ready");
      // Long after the last lease: what was to be called until then has been.
      await(
          stage,
          "SELECT count(*) = 0 FROM semel.message"
              + " WHERE state = 1 AND lease_until > clock_timestamp() - interval '3 seconds'");
      assertThat(lastCall(stage) - cut)
          .as("nanoseconds from the partition to the last call")
          .isLessThan(LEASE.toNanos());

      try (var two = node(stage, server.url(), "two")) {
        two.awaitReady();
        await(stage, "SELECT count(*) = " + 2 * PEOPLE + " FROM semel.message WHERE state = 4");
        address.heal();
        Eventually.within(PATIENCE, one::ready, () -> "the node does not come back, " + one);
        assertThat(one.caller().register(PEOPLE + 1).code()).isEqualTo(201);
        await(
            stage, "SELECT count(*) = " + 2 * (PEOPLE + 1) + " FROM semel.message WHERE state = 4");
      }
      for (var provider : List.of(stage.mobizon, stage.resend)) {
        var counts = provider.ledger().countsByRecipient();
        assertThat(counts).hasSize(PEOPLE + 1);
        assertThat(counts.values()).containsOnly(1);
      }
    }
  }

  private void await(Stage stage, String sql) {
    var number = sql.replaceFirst("^SELECT (.+?) FROM", "SELECT ($1)::int FROM");
    Eventually.within(
        PATIENCE, () -> stage.number(number) == 1, () -> "not so: " + sql + ", see " + folder);
  }

  private static long lastCall(Stage stage) {
    return Stream.of(stage.mobizon, stage.resend)
        .map(provider -> provider.ledger().requests())
        .flatMap(Collection::stream)
        .mapToLong(Ledger.Seen::nanoTime)
        .max()
        .orElseThrow();
  }

  private SemelProcess node(Stage stage, String url, String name) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_DATABASE_URL", url);
    environment.put("SEMEL_PUBLIC_URL", "https://semel.example");
    environment.put("SEMEL_DELAY", "4s"); // everybody is there before the first is due
    environment.put("SEMEL_LEASE", LEASE.toSeconds() + "s");
    return new SemelProcess(environment, folder.resolve(name + ".log"));
  }
}
