package semel.app.loop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.app.log.Sentence;
import semel.reconcile.Reconciler;

/// Runs the reconciler: a loop that sweeps, a loop that watches doubts, a virtual thread for each
/// question to a provider.
final class Settlement implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration WATCH = Duration.ofMillis(500);

  private final Reconciler reconciler;
  private final Duration sweep;
  private final Loop sweeping;
  private final Loop watching;

  /// @param sweep the longest rest between two sweeps
  Settlement(Reconciler reconciler, Duration sweep) {
    this.reconciler = reconciler;
    this.sweep = sweep;
    this.sweeping = new Loop("sweep", this::sweep);
    this.watching = new Loop("reconcile", this::watch);
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
      Thread.ofVirtual().name("look-" + look.doubt().claim()).start(() -> look(look));
    }
    return WATCH;
  }

  /// What could not be recorded is asked again: the doubt is still there.
  private void look(Reconciler.Look look) {
    try {
      reconciler.look(look);
    } catch (RuntimeException | Error e) {
      LOG.warn("What was learnt about {} is not recorded: {}", look.doubt().key(), Sentence.of(e));
      LOG.debug("A look failed", e);
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
