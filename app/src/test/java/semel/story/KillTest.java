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
import org.junit.jupiter.api.io.CleanupMode;
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
@Timeout(value = 4, unit = TimeUnit.HOURS)
final class KillTest {

  private static final int KILLS = Integer.getInteger("semel.kills", 150);
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final int ROUND = 100;

  /// An email that met many faults waits for minutes before it is repeated.
  private static final Duration TO_SETTLE = Duration.ofMinutes(12);

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
          "SEMEL_PUBLIC_URL", "https://semel.example");

  /// Shared by all rounds: what is unpacked and left behind once serves the others.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  @Test
  void one_node_is_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(1, KILLS * 3 / 10);
  }

  @Test
  void two_nodes_are_killed_again_and_again_and_nobody_gets_two_or_none() {
    campaign(2, KILLS - KILLS * 3 / 10);
  }

  private void campaign(int size, int kills) {
    var dealt = new EnumMap<Killing.Blow, Integer>(Killing.Blow.class);
    var program = Program.startedOften(folder);
    var rounds = Math.max(1, Math.round(kills / (float) ROUND));
    for (var round = 0; round < rounds; round++) {
      var share = kills * (round + 1) / rounds - kills * round / rounds;
      var seed = SEED + round;
      System.out.printf(
          "KillTest: %d node(s), round %d of %d, %d kills, -Dsemel.seed=%d%n",
          size, round + 1, rounds, share, seed);
      var data = FailOver.data(folder.resolve("server").resolve("data"));
      FailOver.delete(data.resolve("database"));
      try (var server = FailOver.start(data);
          var stage = new Stage(server)) {
        var nodes = nodes(program, stage, size);
        round(stage, server, nodes, Killing.Blow.deck(share, new Random(seed)), seed)
            .forEach((blow, count) -> dealt.merge(blow, count, Integer::sum));
      }
    }
    System.out.printf("KillTest: %d node(s), all rounds: %s%n", size, dealt);
    assertThat(dealt).as("blows of each kind").hasSameSizeAs(Killing.Blow.values());
  }

  private List<SemelProcess> nodes(Program program, Stage stage, int size) {
    var nodes = new ArrayList<SemelProcess>();
    for (var i = 0; i < size; i++) {
      var environment = new HashMap<>(stage.environment());
      environment.putAll(SCALE);
      var log = folder.resolve("node-" + size + i + ".log");
      nodes.add(new SemelProcess(program, environment, log));
      nodes.getLast().awaitReady();
    }
    if (!program.leftBehind()) {
      nodes.getFirst().stop();
      nodes.getFirst().restart();
    }
    return nodes;
  }

  private static Map<Killing.Blow, Integer> round(
      Stage stage,
      EmbeddedServer server,
      List<SemelProcess> nodes,
      List<Killing.Blow> deck,
      long seed) {
    misbehave(stage, seed);
    try {
      nodes.forEach(SemelProcess::awaitReady);
      var killing = new Killing(nodes, server, new Random(seed), LEASE, PAUSE_TOLERATED);
      var crowd = new Crowd(nodes, 6, Duration.ofMillis(150));
      var all = deck.stream().mapToInt(Killing.Blow::kills).sum();
      killing.deal(
          deck,
          kills -> {
            System.out.printf(
                "KillTest: %d of %d kills, %d people%n", kills, all, crowd.acknowledged().size());
            nobodyTwice(stage);
          });
      var began = System.nanoTime();
      crowd.close();
      settle(stage, crowd);
      System.out.printf("KillTest: settled in %d s%n", (System.nanoTime() - began) / 1_000_000_000);
      judge(stage, crowd);
      return killing.counts();
    } finally {
      nodes.forEach(SemelProcess::close);
    }
  }

  private static void misbehave(Stage stage, long seed) {
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
    stage.mobizon.faults(pausing(FaultPlan.random(seed, lists)));
    // Each unknown answer doubles the pause before an email's repeat: fewer of them end sooner.
    sends.replaceAll((_, chance) -> chance / 2);
    stage.resend.faults(pausing(FaultPlan.random(seed + 1, sends)));
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
        () -> sent(stage) == 2L * people || Killing.notYet(),
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
    nobodyTwice(stage);
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

  private static void nobodyTwice(Stage stage) {
    assertThat(stage.mobizon.ledger().countsByRecipient().values())
        .as("SMS per person")
        .allMatch(count -> count == 1);
    assertThat(stage.resend.ledger().countsByRecipient().values())
        .as("emails per person")
        .allMatch(count -> count == 1);
  }
}
