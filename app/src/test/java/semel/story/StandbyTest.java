package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.embedded.FailOver;

/// A primary is killed under load and its synchronous standby promoted: real servers, real nodes
/// that know both addresses.
@Timeout(900)
final class StandbyTest {

  /// From the promotion to the next registration that is taken.
  private static final Duration BACK = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Map<String, String> SCALE =
      Map.of(
          "SEMEL_DELAY", "2s",
          "SEMEL_SETTLE", "4s",
          "SEMEL_SWEEP", "1s",
          "SEMEL_PUBLIC_URL", "https://semel.example");

  @TempDir Path folder;

  @Test
  void a_promoted_synchronous_standby_has_everybody_and_sends_nothing_twice() {
    try (var servers = new FailOver(FailOver.data(folder.resolve("servers")));
        var stage = new Stage(servers.primary());
        var one = node(stage, servers, "one");
        var two = node(stage, servers, "two")) {
      servers.synchronous();
      var nodes = List.of(one, two);
      nodes.forEach(SemelProcess::awaitReady);
      var crowd = new Crowd(nodes, 6, Duration.ofMillis(30));
      Eventually.within(
          PATIENCE,
          () -> stage.mobizon.ledger().entries().size() > 20,
          () -> "nothing is sent, " + nodes);

      servers.killPrimary();
      servers.promote();
      var promoted = System.nanoTime();
      var before = crowd.acknowledged().size();
      Eventually.within(
          PATIENCE, () -> crowd.acknowledged().size() > before, () -> "no answer, " + nodes);
      var back = Duration.ofNanos(System.nanoTime() - promoted);
      System.out.printf("StandbyTest: answers again %d ms after promotion%n", back.toMillis());
      assertThat(back).isLessThan(BACK);
      Eventually.within(
          PATIENCE,
          () -> crowd.acknowledged().size() > before + 30,
          () -> "hardly an answer, " + nodes);
      crowd.close();

      var people = crowd.acknowledged().size();
      Eventually.within(
          PATIENCE,
          () -> sent(servers) == 2L * people,
          () -> sent(servers) + " of " + 2 * people + " sent, " + nodes);
      for (var provider : List.of(stage.mobizon, stage.resend)) {
        var counts = provider.ledger().countsByRecipient();
        assertThat(counts).hasSize(people);
        assertThat(counts.values()).containsOnly(1);
      }
      assertThat(FailOver.ask(servers.standby(), "SELECT count(*) FROM semel.lead"))
          .isEqualTo(Integer.toString(people));
    }
  }

  private static long sent(FailOver servers) {
    return Long.parseLong(
        FailOver.ask(servers.standby(), "SELECT count(*) FROM semel.message WHERE state = 4"));
  }

  private SemelProcess node(Stage stage, FailOver servers, String name) {
    var environment = new HashMap<>(stage.environment());
    environment.putAll(SCALE);
    environment.put("SEMEL_DATABASE_URL", servers.url());
    return new SemelProcess(environment, folder.resolve(name + ".log"));
  }
}
