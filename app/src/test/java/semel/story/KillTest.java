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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// Real processes, killed at random moments under load while the providers misbehave: nodes, nodes
/// that start, nodes that stood still, the database server, one of its backends; and nodes and the
/// server stand still for longer than a lease and go on. The providers' ledgers are the judge:
/// nobody twice, nobody never.
///
/// `-Dsemel.kills=N` scales it, `-Dsemel.seed=S` deals the same blows again. Every 100 kills
/// everything settles, is judged and begins anew.
@Timeout(value = 12, unit = TimeUnit.HOURS)
final class KillTest {

  private static final int KILLS = Integer.getInteger("semel.kills", 150);
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final int ROUND = 100;
  private static final Duration TO_SETTLE = Duration.ofMinutes(3);
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration PAUSE_TOLERATED = Duration.ofMillis(4_500);

  /// A lease and a settle that a loaded test machine does not outlast by standing still.
  private static final Map<String, String> SCALE =
      Map.of(
          "SEMEL_DELAY", "1s",
          "SEMEL_LEASE", LEASE.toMillis() + "ms",
          "SEMEL_PROVIDER_TIMEOUT", "1s",
          "SEMEL_SETTLE", "9s",
          "SEMEL_PAUSE_TOLERATED", PAUSE_TOLERATED.toMillis() + "ms",
          "SEMEL_T_APPLY", "2s",
          "SEMEL_T_VISIBLE", "1s",
          "SEMEL_SWEEP", "2s",
          "SEMEL_PUBLIC_URL", "https://semel.example",
          // Started a hundred times and never old: the quick compiler alone.
          "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

  @TempDir Path folder;

  @Test
  void one_node_is_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(1, KILLS / 3);
  }

  @Test
  void two_nodes_are_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(2, KILLS - KILLS / 3);
  }

  private void campaign(int size, int kills) {
    var dealt = new EnumMap<Killing.Blow, Integer>(Killing.Blow.class);
    var rounds = (kills + ROUND - 1) / ROUND;
    for (var round = 0; round < rounds; round++) {
      var share = kills * (round + 1) / rounds - kills * round / rounds;
      var seed = SEED + round;
      System.out.printf(
          "KillTest: %d node(s), round %d of %d, %d kills, -Dsemel.seed=%d%n",
          size, round + 1, rounds, share, seed);
      var data = FailOver.data(folder.resolve("round-" + size + "-" + round).resolve("data"));
      try (var server = FailOver.start(data);
          var stage = new Stage(server)) {
        round(stage, server, size, Killing.Blow.deck(share, new Random(seed)), new Random(seed))
            .forEach((blow, count) -> dealt.merge(blow, count, Integer::sum));
      }
      FailOver.delete(data.getParent());
    }
    System.out.printf("KillTest: %d node(s), all rounds: %s%n", size, dealt);
    assertThat(dealt).as("blows of each kind").hasSameSizeAs(Killing.Blow.values());
  }

  private Map<Killing.Blow, Integer> round(
      Stage stage, EmbeddedServer server, int size, List<Killing.Blow> deck, Random random) {
    misbehave(stage);
    var nodes = new ArrayList<SemelProcess>();
    try {
      for (var i = 0; i < size; i++) {
        var environment = new HashMap<>(stage.environment());
        environment.putAll(SCALE);
        nodes.add(new SemelProcess(environment, folder.resolve("node-" + size + i + ".log")));
      }
      nodes.forEach(SemelProcess::awaitReady);
      var killing = new Killing(nodes, server, random, LEASE, PAUSE_TOLERATED);
      var crowd = new Crowd(nodes, 6, Duration.ofMillis(150));
      killing.deal(deck, () -> progress(killing, deck.size(), crowd));
      crowd.close();
      settle(stage, crowd);
      judge(stage, crowd);
      return killing.counts();
    } finally {
      nodes.forEach(SemelProcess::close);
    }
  }

  private static void progress(Killing killing, int all, Crowd crowd) {
    var dealt = killing.counts().values().stream().mapToInt(n -> n).sum();
    if (dealt > 0 && dealt % 20 == 0) {
      System.out.printf(
          "KillTest: %d of %d blows, %d people%n", dealt, all, crowd.acknowledged().size());
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
        "KillTest: %d people, %d SMS, %d emails; faults %s and %s; doubts %d, %d of them lapsed%n",
        people.size(),
        sms.size(),
        emails.size(),
        stage.mobizon.ledger().faults(),
        stage.resend.ledger().faults(),
        stage.number("SELECT count(*) FROM semel.journal WHERE rule = 4"),
        stage.number("SELECT count(*) FROM semel.journal WHERE rule = 4 AND who = 'sweep'"));
    assertThat(sms.values()).as("SMS per person").containsOnly(1);
    assertThat(emails.values()).as("emails per person").containsOnly(1);
    for (var person : people) {
      assertThat(sms).containsKey(Caller.phone(person).substring(1));
      assertThat(emails).containsKey("person" + person + "@example.com");
    }
    assertThat(sms).hasSameSizeAs(people);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE mark = 2")).isZero();
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE who = 'history'"))
        .as("a killed server is not another past")
        .isZero();
  }
}
