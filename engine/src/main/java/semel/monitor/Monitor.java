package semel.monitor;

/// Looks at the snapshot, raises what the rules call for, and tells what was not told yet.
public final class Monitor {

  private final Snapshots snapshots;
  private final Alerts alerts;
  private final Alarm alarm;

  public Monitor(Snapshots snapshots, Alerts alerts, Alarm alarm) {
    this.snapshots = snapshots;
    this.alerts = alerts;
    this.alarm = alarm;
  }

  /// One look. An alert that could not be told comes back in a later one.
  public void step() {
    AlertRules.of(snapshots.take()).forEach(alerts::raise);
    for (var entry : alerts.takeUntold()) {
      if (alarm.tell(entry.alert())) {
        alerts.told(entry);
      }
    }
  }
}
