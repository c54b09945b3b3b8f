package semel.worker;

import java.time.Duration;
import semel.journal.Journal;
import semel.journal.Sentence;
import semel.reconcile.Reconciler;

/// Runs the reconciler: a loop that sweeps, a loop that watches doubts, a thread for each question
/// to a provider.
final class Settlement implements AutoCloseable {

  private static final Duration SOON = Duration.ofMillis(10);

  private final Reconciler reconciler;
  private final Duration sweep;
  private final Duration watch;
  private final Threads threads;
  private final Journal journal;
  private final Threads.Handle sweeping;
  private final Threads.Handle watching;

  /// @param sweep the longest rest between two sweeps
  /// @param watch the rest between two looks at the doubts
  Settlement(
      Reconciler reconciler, Duration sweep, Duration watch, Threads threads, Journal journal) {
    this.reconciler = reconciler;
    this.sweep = sweep;
    this.watch = watch;
    this.threads = threads;
    this.journal = journal;
    this.sweeping = threads.loop("sweep", this::sweep);
    this.watching = threads.loop("reconcile", this::watch);
  }

  void start() {
    sweeping.start();
    watching.start();
  }

  private Duration sweep() {
    // A lease that another worker holds may be over before the next sweep: come back then.
    var lapse = reconciler.sweep().map(Settlement::after).orElse(sweep);
    return lapse.compareTo(sweep) < 0 ? lapse : sweep;
  }

  /// One that has lapsed and could not be swept is another worker's just now: no hurry.
  private static Duration after(Duration lapse) {
    return lapse.isNegative() ? SOON : lapse.plus(SOON);
  }

  private Duration watch() {
    for (var look : reconciler.due()) {
      threads.begin("look-" + look.doubt().claim(), () -> look(look));
    }
    return watch;
  }

  /// What could not be recorded is asked again: the doubt is still there.
  private void look(Reconciler.Look look) {
    try {
      reconciler.look(look);
    } catch (RuntimeException | Error e) {
      journal.trouble(
          "What was learnt about " + look.doubt().key() + (" is not recorded: " + Sentence.of(e)));
    }
  }

  @Override
  public void close() {
    sweeping.close();
    watching.close();
    sweeping.join(Duration.ofSeconds(1));
    watching.join(Duration.ofSeconds(1));
  }
}
