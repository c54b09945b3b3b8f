package semel.story;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// People who register all the time, each until somebody says that it worked.
final class Crowd implements AutoCloseable {

  private final List<SemelProcess> nodes;
  private final Duration pause;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<Thread> people = new ArrayList<>();
  private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
  private volatile boolean enough;

  Crowd(List<SemelProcess> nodes, int callers, Duration pause) {
    this.nodes = nodes;
    this.pause = pause;
    for (var i = 0; i < callers; i++) {
      people.add(Thread.ofVirtual().start(this::register));
    }
  }

  private void register() {
    while (!enough) {
      var person = next.incrementAndGet();
      for (var tried = 0; !registered(person, tried); tried++) {
        LockSupport.parkNanos(pause.toNanos());
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private boolean registered(int person, int tried) {
    var node = nodes.get((person + tried) % nodes.size());
    try {
      var heard = node.caller().register(person, "crowd-" + person);
      if (heard.code() == 200 || heard.code() == 201) {
        acknowledged.add(person);
        return true;
      }
      if (heard.code() < 500 && heard.code() != 409) {
        unexpected.add(heard.toString());
        enough = true;
        return true;
      }
      return false;
    } catch (UncheckedIOException _) {
      return false; // killed meanwhile: the same request again, under the same key
    }
  }

  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /// Nobody new; who has begun goes on until it works.
  @Override
  public void close() {
    enough = true;
    try {
      for (var person : people) {
        person.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!unexpected.isEmpty()) {
      throw new IllegalStateException("the door said " + unexpected);
    }
  }
}
