package semel.app.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import semel.app.loop.SystemClock;
import semel.app.meter.Meters;
import semel.database.Database;
import semel.monitor.Alarm;
import semel.monitor.AlertRules;
import semel.monitor.Balances;
import semel.monitor.Here;
import semel.monitor.Monitor;
import semel.monitor.Snapshots;
import semel.monitor.Teller;
import semel.postgres.PostgresAlerts;
import semel.worker.Threads;

/// Who watches, and who is told: one loop looks, one asks for balances, and each destination has
/// one of its own.
public final class Watching {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Database database;
  private final AlertRules rules;
  private final Balances balances;
  private final Map<String, Alarm> destinations;
  private volatile Duration skew = Duration.ZERO;

  /// @param purses those who tell what is left on an account
  /// @param destinations everything is said to each of them, by their names
  public Watching(
      Database database,
      AlertRules rules,
      List<Balances.Purse> purses,
      Map<String, Alarm> destinations) {
    this.database = database;
    this.rules = rules;
    this.balances = new Balances(purses);
    this.destinations = destinations;
  }

  /// The loops that look, ask what is left on accounts, and tell whoever wants to be told.
  ///
  /// @param worker the name of this process
  public List<Threads.Handle> loops(
      String worker, Snapshots snapshots, Meters meters, Threads threads) {
    var alerts = new PostgresAlerts(database, List.copyOf(destinations.keySet()));
    meters.watch(() -> skew, balances::known);
    var monitor = new Monitor(snapshots, () -> here(worker), rules, alerts);
    var loops = new ArrayList<Threads.Handle>();
    loops.add(
        threads.loop(
            "monitor",
            () -> {
              monitor.step();
              return LOOK;
            }));
    loops.add(threads.loop("balances", balances::ask));
    destinations.forEach((name, alarm) ->
        loops.add(threads.loop("tell-" + name, new Teller(name, alarm, alerts)::step)));
    return loops;
  }

  private Here here(String worker) {
    skew = skew(database);
    return new Here(worker, skew, balances.known());
  }

  /// How far this machine's clock is from the database's at least, whenever in between it was read.
  public static Duration skew(Database database) {
    var clock = new SystemClock();
    var before = clock.wall();
    var there = database.clock();
    var after = clock.wall();
    var middle = before.plus(Duration.between(before, after).dividedBy(2));
    var unsure = Duration.between(before, after).abs().dividedBy(2);
    var skew = Duration.between(middle, there).abs().minus(unsure);
    return skew.isNegative() ? Duration.ZERO : skew;
  }
}
