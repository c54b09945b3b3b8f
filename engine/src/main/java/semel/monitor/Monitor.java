package semel.monitor;

import java.time.Duration;
import java.util.function.Supplier;

/// Looks at the numbers and writes down what the rules call for. Says nothing itself: see [Teller].
public final class Monitor {

  /// How long nobody sees a thing before it is over: what comes and goes is one alarm, not many.
  static final Duration QUIET = Duration.ofMinutes(5);

  private final Snapshots snapshots;
  private final Supplier<Here> here;
  private final AlertRules rules;
  private final Alerts alerts;

  /// @param here what this process sees
  public Monitor(Snapshots snapshots, Supplier<Here> here, AlertRules rules, Alerts alerts) {
    this.snapshots = snapshots;
    this.here = here;
    this.rules = rules;
    this.alerts = alerts;
  }

  /// One look.
  public void step() {
    alerts.note(rules.of(snapshots.take(), here.get()), QUIET);
  }
}
