package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// Two real nodes are stopped and started again in turn under load, as an upgrade does it.
@Timeout(900)
final class RollingRestartTest {

  private static final int ROUNDS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void nobody_is_turned_away_and_nothing_is_in_doubt_when_nodes_are_restarted_in_turn() {
    try (var stage = new Stage();
        var one = node(stage, "one");
        var two = node(stage, "two")) {
      var slow = FaultPlan.random(1, Map.of(Fault.SLOW, 1.0));
      stage.mobizon.faults(slow.pausing(Duration.ofMillis(50), Duration.ofMillis(300)));
      stage.resend.faults(slow.pausing(Duration.ofMillis(50), Duration.ofMillis(300)));
      var nodes = List.of(one, two);
      nodes.forEach(SemelProcess::awaitReady);
      var balancer = new Balancer(nodes);

      for (var round = 0; round < ROUNDS; round++) {
        for (var node : nodes) {
          balancer.awaitMore(20);
          node.stop();
          balancer.awaitMore(20);
          node.restart();
          node.awaitReady();
        }
      }
      balancer.close();

      assertThat(balancer.broken).as("calls that ended without an answer").isEmpty();
      assertThat(balancer.refused).as("answers other than 201 and 503").isEmpty();
      var people = balancer.registered.get();
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

  private SemelProcess node(Stage stage, String name) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_PUBLIC_URL", "https://semel.example");
    // Nothing but a stop puts anything in doubt, however busy the machine is.
    environment.put("SEMEL_LEASE", "30s");
    environment.put("SEMEL_PROVIDER_TIMEOUT", "8s");
    environment.put("SEMEL_SETTLE", "30s");
    return new SemelProcess(environment, folder.resolve(name + ".log"));
  }

  /// What a load balancer does: a node that answers 503 or refuses the connection is left alone for
  /// a while, and the call goes to the other. No call is made again that may have been taken.
  private static final class Balancer implements AutoCloseable {
    private static final int CALLERS = 6;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

    private final List<SemelProcess> nodes;
    private final Map<SemelProcess, Long> until = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger registered = new AtomicInteger();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean enough;

    Balancer(List<SemelProcess> nodes) {
      this.nodes = nodes;
      for (var i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofVirtual().start(this::call));
      }
    }

    private void call() {
      while (!enough) {
        var person = next.incrementAndGet();
        for (var tried = person; !answered(person, tried); tried++) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    private boolean answered(int person, int tried) {
      var node = nodes.get(tried % nodes.size());
      var alone = until.get(node);
      if (alone != null && System.nanoTime() - alone < 0) {
        return false;
      }
      try {
        var heard = node.caller().register(person);
        switch (heard.code()) {
          case 201 -> registered.incrementAndGet();
          case 503 -> until.put(node, System.nanoTime() + LEFT_ALONE.toNanos());
          default -> refused.add(heard.toString());
        }
        return heard.code() != 503;
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof ConnectException) {
          until.put(node, System.nanoTime() + LEFT_ALONE.toNanos());
          return false;
        }
        broken.add(String.valueOf(e.getCause()));
        return true;
      }
    }

    void awaitMore(int people) {
      var enoughThen = registered.get() + people;
      Eventually.within(
          PATIENCE, () -> registered.get() >= enoughThen, () -> "the door said " + refused);
    }

    @Override
    public void close() {
      enough = true;
      try {
        for (var caller : callers) {
          caller.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
