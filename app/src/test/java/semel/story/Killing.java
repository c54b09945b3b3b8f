package semel.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import semel.contract.Eventually;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;

/// Deals blows to nodes and to their database, many at a time but one at a time to each of them.
///
/// A pause of a node outlasts its lease and stays within what the product says it tolerates
/// (PAUSE_TOLERATED): a longer one would break assumption Z, which a look-up rests on.
final class Killing {

  private static final Duration TO_START = Duration.ofMinutes(4);
  private static final Duration TO_RECOVER = Duration.ofMinutes(3);

  /// What may happen, and how many of it come with a hundred kills; the rest of them are NODE.
  enum Blow {
    NODE(0),
    /// A node is killed, and once more while it starts again: two kills.
    NODE_THAT_STARTS(14),
    NODE_THAT_STOOD_STILL(6),
    DATABASE(14),
    ONE_BACKEND(12),
    PAUSE_OF_A_NODE(6),
    PAUSE_OF_THE_DATABASE(6);

    private final int share;

    Blow(int share) {
      this.share = share;
    }

    int kills() {
      return switch (this) {
        case NODE, NODE_THAT_STOOD_STILL, DATABASE, ONE_BACKEND -> 1;
        case NODE_THAT_STARTS -> 2;
        case PAUSE_OF_A_NODE, PAUSE_OF_THE_DATABASE -> 0;
      };
    }

    boolean hitsANode() {
      return switch (this) {
        case NODE, NODE_THAT_STARTS, NODE_THAT_STOOD_STILL, PAUSE_OF_A_NODE -> true;
        case DATABASE, ONE_BACKEND, PAUSE_OF_THE_DATABASE -> false;
      };
    }

    /// So many kills, and the pauses that go with them, in random order; some of each kind.
    static List<Blow> deck(int kills, Random random) {
      var deck = new ArrayList<Blow>();
      for (var blow : values()) {
        if (blow != NODE) {
          deck.addAll(Collections.nCopies(Math.max(1, kills * blow.share / 100), blow));
        }
      }
      var rest = kills - deck.stream().mapToInt(Blow::kills).sum();
      deck.addAll(Collections.nCopies(Math.max(1, rest), NODE));
      Collections.shuffle(deck, random);
      return deck;
    }
  }

  private final List<SemelProcess> nodes;
  private final EmbeddedServer server;
  private final Random random;
  private final Duration lease;
  private final Duration tolerated;
  private final Set<Object> hit = new HashSet<>();
  private final Map<Blow, Integer> counts = new EnumMap<>(Blow.class);

  /// @param lease what a pause of a node outlasts
  /// @param tolerated what it stays within
  Killing(
      List<SemelProcess> nodes,
      EmbeddedServer server,
      Random random,
      Duration lease,
      Duration tolerated) {
    this.nodes = nodes;
    this.server = server;
    this.random = random;
    this.lease = lease;
    this.tolerated = tolerated;
  }

  /// How often each kind struck.
  synchronized Map<Blow, Integer> counts() {
    return Map.copyOf(counts);
  }

  /// Deals these blows, and tells after every ten kills; afterwards every node and the database
  /// work.
  void deal(List<Blow> deck, IntConsumer progress) {
    try (var blows = Executors.newVirtualThreadPerTaskExecutor()) {
      var dealt = new ArrayList<Future<?>>();
      var told = 0;
      for (var blow : deck) {
        if (dealt.stream().anyMatch(each -> each.state() == Future.State.FAILED)) {
          break;
        }
        var victim = victim(blow);
        dealt.add(blows.submit(() -> strike(blow, victim)));
        park(millis(0, 300));
        if (kills() / 10 > told) {
          told = kills() / 10;
          progress.accept(kills());
        }
      }
      for (var each : dealt) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    awaitDatabase();
    nodes.forEach(this::awaitReady);
  }

  /// A node, or the server, that no other blow is being dealt to.
  private Object victim(Blow blow) {
    Collection<?> candidates = blow.hitsANode() ? nodes : List.of(server);
    var chosen = new ArrayList<>();
    Eventually.within(
        TO_START.multipliedBy(2),
        () -> {
          synchronized (this) {
            var idle = candidates.stream().filter(each -> !hit.contains(each)).toList();
            if (idle.isEmpty()) {
              return false;
            }
            chosen.add(idle.get(random.nextInt(idle.size())));
            return hit.addAll(chosen);
          }
        },
        () -> "nobody is left for " + blow);
    return chosen.getFirst();
  }

  private void strike(Blow blow, Object victim) {
    try {
      switch (blow) {
        case NODE -> kill((SemelProcess) victim);
        case NODE_THAT_STARTS -> killInStart((SemelProcess) victim);
        case NODE_THAT_STOOD_STILL -> killStandingStill((SemelProcess) victim);
        case PAUSE_OF_A_NODE -> pause((SemelProcess) victim);
        case DATABASE -> killDatabase();
        case ONE_BACKEND -> killBackend();
        case PAUSE_OF_THE_DATABASE -> pauseDatabase();
      }
      count(blow);
    } finally {
      synchronized (this) {
        hit.remove(victim);
      }
    }
  }

  private synchronized void count(Blow blow) {
    counts.merge(blow, 1, Integer::sum);
  }

  /// Kills so far, of whatever kind.
  synchronized int kills() {
    return counts.entrySet().stream()
        .mapToInt(each -> each.getKey().kills() == 0 ? 0 : each.getValue())
        .sum();
  }

  private void kill(SemelProcess node) {
    awaitReady(node);
    park(millis(0, 800));
    survived(node);
    node.kill();
    node.restart();
  }

  private void killInStart(SemelProcess node) {
    kill(node);
    count(Blow.NODE);
    park(millis(50, 1_500));
    node.kill();
    node.restart();
  }

  private void killStandingStill(SemelProcess node) {
    awaitReady(node);
    park(millis(0, 300));
    survived(node);
    node.signal("STOP");
    park(millis(200, (int) lease.toMillis()));
    node.kill();
    node.restart();
  }

  private void pause(SemelProcess node) {
    awaitReady(node);
    park(millis(0, 300));
    node.signal("STOP");
    park(millis((int) lease.toMillis() + 50, (int) tolerated.toMillis()));
    node.signal("CONT");
  }

  private void killDatabase() {
    awaitDatabase();
    ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// The server takes the death of one backend for a crash of all, and recovers by itself.
  private void killBackend() {
    Eventually.within(
        TO_RECOVER,
        () -> {
          try {
            var pid =
                FailOver.ask(
                    server,
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'semel'"
                        + " ORDER BY state = 'active' DESC, random() LIMIT 1");
            return !pid.isEmpty()
                && ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
          } catch (IllegalStateException _) {
            return notYet();
          }
        },
        () -> "no backend to kill");
  }

  private void pauseDatabase() {
    awaitDatabase();
    var processes =
        ProcessHandle.of(server.pid()).stream()
            .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
            .map(ProcessHandle::pid)
            .toList();
    SemelProcess.signal("STOP", processes);
    park(millis((int) lease.toMillis() + 50, (int) lease.toMillis() + 1_500));
    SemelProcess.signal("CONT", processes.reversed());
  }

  void awaitDatabase() {
    Eventually.within(
        TO_RECOVER,
        () -> {
          try {
            return FailOver.ask(server, "SELECT 1").equals("1");
          } catch (IllegalStateException _) {
            return notYet();
          }
        },
        () -> "the database does not come back");
  }

  /// A start may meet a database that is down, say so and end: whoever runs it starts it again.
  void awaitReady(SemelProcess node) {
    Eventually.within(
        TO_START,
        () -> {
          if (!node.alive()) {
            node.restart();
          }
          return node.ready() || notYet();
        },
        () -> "a node does not start: " + node);
  }

  /// Asking costs what the others need to start: not at every instant.
  static boolean notYet() {
    park(Duration.ofMillis(40));
    return false;
  }

  /// Whatever its database went through, a node that ran has not ended.
  private static void survived(SemelProcess node) {
    if (!node.alive()) {
      throw new IllegalStateException("a node ended by itself: " + node);
    }
  }

  private synchronized Duration millis(int from, int to) {
    return Duration.ofMillis(from + random.nextInt(to - from));
  }

  private static void park(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
