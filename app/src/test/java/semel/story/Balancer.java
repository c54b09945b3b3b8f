package semel.story;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import semel.contract.Eventually;

/// What a load balancer does: a node that answers 503 or refuses the connection is left alone for a
/// while, and the call goes to the other. No call is made again that may have been taken.
final class Balancer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
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

  /// How many people were told that they are registered.
  int people() {
    return registered.get();
  }

  /// Calls that ended without an answer.
  Set<String> broken() {
    return Set.copyOf(broken);
  }

  /// Answers other than 201 and 503.
  Set<String> refused() {
    return Set.copyOf(refused);
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
