package semel.simulator.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.simulated.SimulatedStore;
import semel.simulated.rows.Applied;
import semel.simulated.rows.Row;
import semel.simulated.rows.Watcher;
import semel.simulator.time.Agenda;

/// The one database of a world. Faults: it is away for a while; its clock jumps; a commit happens
/// and is not seen, does not happen, or happens later; it fails over with or without loss; an old
/// copy is restored. Never: a change that no transaction made, or a transaction that is half there.
public final class Database {

  /// Told when the past changed.
  @FunctionalInterface
  public interface PastChanged {
    void changed(Set<MessageKey> keys);
  }

  private record Mark(long at, long number) {}

  private static final int MARKS_MAX = 4_000;

  private final Agenda agenda;
  private final SimulatedStore store;
  private final Instant start;
  private final List<PastChanged> listeners = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private final List<Applied> changes = new ArrayList<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long awayUntil;
  private long gateHeldUntil;
  private long jumped;
  private int histories = 1;

  public Database(Agenda agenda, SimulatedStore store, Instant start) {
    this.agenda = agenda;
    this.store = store;
    this.start = start;
    store.reads(this::clock);
    store.watch(changes::add);
  }

  private Instant clock() {
    return start.plusNanos(agenda.now() + jumped);
  }

  public SimulatedStore store() {
    return store;
  }

  public void whenPastChanges(PastChanged listener) {
    listeners.add(listener);
  }

  /// Is told of every change that is committed, when it is.
  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  private void tell(List<Applied> committed) {
    for (var change : committed) {
      watchers.forEach(watcher -> watcher.changed(change));
    }
  }

  /// Runs one transaction.
  <T> T transaction(Supplier<T> work) {
    if (marks.isEmpty() || marks.getLast().at() < agenda.now()) {
      marks.addLast(new Mark(agenda.now(), store.mark()));
      if (marks.size() > MARKS_MAX) {
        marks.removeFirst();
      }
    }
    changes.clear();
    var result = work.get();
    tell(changes);
    return result;
  }

  /// Runs a transaction whose commit never happens.
  <T> T lost(Supplier<T> work) {
    var mark = store.mark();
    var result = work.get();
    store.rewind(mark, store.liveHistory());
    return result;
  }

  /// Runs a transaction whose commit happens `nanos` from now. Its rows are its own until then: if
  /// somebody changed one all the same, that row's part of it is dropped.
  ///
  /// @param account whose gate it holds meanwhile; null when it holds none
  <T> T late(long nanos, @Nullable String account, Supplier<T> work) {
    var mark = store.mark();
    changes.clear();
    var result = work.get();
    var committed = List.copyOf(changes);
    var after = new LinkedHashMap<MessageKey, Row>();
    committed.forEach(change -> keep(after, change.after().key()));
    var gate = account == null ? null : store.table().gate(account);
    store.rewind(mark, store.liveHistory());
    var before = new LinkedHashMap<MessageKey, Row>();
    after.keySet().forEach(key -> keep(before, key));
    if (account != null) {
      gateHeldUntil = Math.max(gateHeldUntil, agenda.now() + nanos);
    }
    var history = histories;
    agenda.in(
        nanos,
        () -> {
          if (history == histories) {
            lands(new Landing(committed, before, after));
            if (account != null && gate != null) {
              store.table().put(account, gate);
            }
          }
        });
    return result;
  }

  private void keep(Map<MessageKey, Row> rows, MessageKey key) {
    var row = store.table().row(key);
    if (row != null) {
      rows.put(key, row);
    }
  }

  /// A transaction whose commit is on its way.
  private record Landing(
      List<Applied> committed, Map<MessageKey, Row> before, Map<MessageKey, Row> after) {}

  private void lands(Landing landing) {
    landing
        .after()
        .forEach((key, row) -> {
          var known = landing.before().get(key);
          if (known != null && known.equals(store.table().row(key))) {
            store.table().put(row);
            tell(landing.committed().stream().filter(it -> it.after().key().equals(key)).toList());
          }
        });
  }

  /// How long until nobody holds an account's gate any more.
  long gateHeld() {
    return Math.max(0, gateHeldUntil - agenda.now());
  }

  boolean away() {
    return awayUntil > agenda.now();
  }

  /// It answers nobody for a while.
  public void goesAway(Duration time) {
    awayUntil = Math.max(awayUntil, agenda.now() + time.toNanos());
  }

  /// Its clock is set, ahead or back.
  public void jumps(Duration by) {
    jumped += by.toNanos();
  }

  /// How far its clock is off.
  public Duration jumped() {
    return Duration.ofNanos(jumped);
  }

  /// Another server takes over: what was committed in the last `loss` is gone.
  public void failsOver(Duration loss) {
    histories++;
    var history = "simulated/%08d".formatted(histories);
    var then = agenda.now() - loss.toNanos();
    var mark = store.mark();
    while (!marks.isEmpty() && marks.getLast().at() >= then) {
      mark = marks.removeLast().number();
    }
    if (loss.isZero() || mark < store.table().earliest()) {
      store.changeHistory(history);
      listeners.forEach(listener -> listener.changed(Set.of()));
      return;
    }
    var changed = store.rewind(mark, history);
    listeners.forEach(listener -> listener.changed(changed));
  }
}
