package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// Real processes, killed at random moments under load while the providers misbehave. The
/// providers' ledgers are the judge: nobody twice, nobody never. `-Dsemel.kills=N` scales it.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class KillTest {

  private static final int KILLS = Integer.getInteger("semel.kills", 40);
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final Duration TO_SETTLE = Duration.ofMinutes(3);

  /// A lease and a settle that a loaded test machine does not outlast by standing still.
  private static final Map<String, String> SCALE =
      Map.of(
          "SEMEL_DELAY", "1s",
          "SEMEL_LEASE", "4s",
          "SEMEL_PROVIDER_TIMEOUT", "1s",
          "SEMEL_SETTLE", "8s",
          "SEMEL_SWEEP", "2s");

  @TempDir Path folder;

  @Test
  void one_node_is_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(1, KILLS / 2);
  }

  @Test
  void two_nodes_are_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(2, KILLS - KILLS / 2);
  }

  private void campaign(int size, int kills) {
    var random = new Random(SEED);
    System.out.printf("KillTest: %d node(s), %d kills, -Dsemel.seed=%d%n", size, kills, SEED);
    try (var stage = new Stage()) {
      misbehave(stage);
      var nodes = new ArrayList<SemelProcess>();
      try {
        for (var i = 0; i < size; i++) {
          var environment = new HashMap<>(stage.environment());
          environment.putAll(SCALE);
          nodes.add(new SemelProcess(environment, folder.resolve("node-" + size + i + ".log")));
        }
        nodes.forEach(SemelProcess::awaitReady);
        var crowd = new Crowd(nodes, 4, Duration.ofMillis(150));
        killing(nodes, kills, random);
        nodes.forEach(SemelProcess::awaitReady);
        crowd.close();
        settle(stage, crowd);
        judge(stage, crowd);
      } finally {
        nodes.forEach(SemelProcess::close);
      }
    }
  }

  private static void killing(List<SemelProcess> nodes, int kills, Random random) {
    for (var kill = 1; kill <= kills; kill++) {
      var node = nodes.get(random.nextInt(nodes.size()));
      if (random.nextInt(5) > 0) {
        node.awaitReady(); // one in five is killed while it starts
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2_500)).toNanos());
      node.kill();
      node.restart();
      if (kill % 10 == 0) {
        System.out.printf("KillTest: %d of %d kills%n", kill, kills);
      }
    }
  }

  private static void misbehave(Stage stage) {
    var sends = new EnumMap<Fault, Double>(Fault.class);
    sends.put(Fault.CUT_BEFORE, 0.03);
    sends.put(Fault.CUT_AFTER_ACCEPTING, 0.05);
    sends.put(Fault.HANG_AFTER_ACCEPTING, 0.03);
    sends.put(Fault.HANG_BEFORE_ACCEPTING, 0.02);
    sends.put(Fault.ERROR_500_AFTER_ACCEPTING, 0.03);
    sends.put(Fault.ERROR_500_WITHOUT_ACCEPTING, 0.03);
    sends.put(Fault.GARBAGE_AFTER_ACCEPTING, 0.02);
    sends.put(Fault.HALF_ANSWER_AFTER_ACCEPTING, 0.02);
    sends.put(Fault.NO_ID_AFTER_ACCEPTING, 0.02);
    sends.put(Fault.RATE_LIMIT, 0.02);
    sends.put(Fault.SLOW, 0.05);
    sends.put(Fault.OUTAGE, 0.02);
    var lists = new EnumMap<>(sends);
    lists.put(Fault.LIST_ERROR, 0.05);
    lists.put(Fault.LIST_SLOW, 0.05);
    lists.put(Fault.LIST_WITHOUT_CAMPAIGN, 0.1);
    stage.mobizon.faults(pausing(FaultPlan.random(SEED, lists)));
    stage.resend.faults(pausing(FaultPlan.random(SEED + 1, sends)));
  }

  private static FaultPlan pausing(FaultPlan plan) {
    return plan.pausing(Duration.ofMillis(400), Duration.ofMillis(1_500));
  }

  /// Faults stop; then everything settles by itself.
  private static void settle(Stage stage, Crowd crowd) {
    stage.mobizon.faults(FaultPlan.calm());
    stage.resend.faults(FaultPlan.calm());
    var people = crowd.acknowledged().size();
    Eventually.within(
        TO_SETTLE,
        () -> sent(stage) == 2L * people,
        () ->
            sent(stage)
                + " of "
                + 2 * people
                + " messages sent; open "
                + stage.number("SELECT count(*) FROM semel.message WHERE open")
                + ", held "
                + stage.number("SELECT count(*) FROM semel.message WHERE state = 3")
                + ", failed "
                + stage.number("SELECT count(*) FROM semel.message WHERE state = 5"));
  }

  private static long sent(Stage stage) {
    return stage.number("SELECT count(*) FROM semel.message WHERE state = 4");
  }

  private static void judge(Stage stage, Crowd crowd) {
    var people = crowd.acknowledged();
    assertThat(people).hasSizeGreaterThan(20);
    var sms = stage.mobizon.ledger().countsByRecipient();
    var emails = stage.resend.ledger().countsByRecipient();
    System.out.printf(
        "KillTest: %d people, %d SMS, %d emails; faults %s and %s; doubts %d%n",
        people.size(),
        sms.size(),
        emails.size(),
        stage.mobizon.ledger().faults(),
        stage.resend.ledger().faults(),
        stage.number("SELECT count(*) FROM semel.journal WHERE rule = 4"));
    assertThat(sms.values()).as("SMS per person").containsOnly(1);
    assertThat(emails.values()).as("emails per person").containsOnly(1);
    for (var person : people) {
      assertThat(sms).containsKey(Caller.phone(person).substring(1));
      assertThat(emails).containsKey("person" + person + "@example.com");
    }
    assertThat(sms).hasSameSizeAs(people);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE mark = 2")).isZero();
  }
}
