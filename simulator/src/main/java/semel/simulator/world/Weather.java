package semel.simulator.world;

import java.time.Duration;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

/// What befalls a whole world from hour to hour: the database, its clock, a provider, a machine as
/// a whole.
final class Weather {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final World world;
  private final Callers callers;

  Weather(World world, Callers callers) {
    this.world = world;
    this.callers = callers;
  }

  /// Puts every hour until then on the agenda.
  void arrange(long until) {
    for (var at = 10 * MINUTE; at < until; at += HOUR) {
      world.agenda().at(at, this::hour);
    }
  }

  private void hour() {
    for (var fault : Fault.values()) {
      switch (fault) {
        case DATABASE_AWAY,
            FAIL_OVER,
            FAIL_OVER_WITH_LOSS,
            RESTORE,
            DATABASE_CLOCK_JUMP,
            OUTAGE,
            RESTART_STORM,
            QUIESCE,
            CLONE ->
            sometimes(fault);
        default -> {}
      }
    }
    world.agenda().in(chance(Fault.JUDGED).nextLong(HOUR), callers::judge);
  }

  private void sometimes(Fault fault) {
    if (world.faults().strikes(fault)) {
      world.agenda().in(chance(fault).nextLong(HOUR), () -> befalls(fault));
    }
  }

  private void befalls(Fault fault) {
    if (world.faults().stopped()) {
      return;
    }
    var chance = chance(fault);
    var database = world.database();
    switch (fault) {
      case DATABASE_AWAY ->
          database.goesAway(Duration.ofNanos(chance.between(SECOND, 20 * MINUTE)));
      case FAIL_OVER -> failsOver(Duration.ZERO);
      case FAIL_OVER_WITH_LOSS ->
          failsOver(Duration.ofNanos(chance.between(SECOND / 100, 10 * SECOND)));
      case RESTORE -> failsOver(Duration.ofNanos(chance.between(MINUTE, HOUR)));
      case DATABASE_CLOCK_JUMP -> {
        var to = Duration.ofNanos(chance.nextLong(-HOUR, HOUR));
        database.jumps(to.minus(database.jumped()));
      }
      case OUTAGE -> world.outage(Duration.ofNanos(chance.between(SECOND, 2 * HOUR)));
      case RESTART_STORM -> storm(chance);
      case QUIESCE -> node(chance).quiesce();
      case CLONE -> {
        var clone = node(chance).copied();
        clone.start();
        world.agenda().in(chance.between(MINUTE, 20 * MINUTE), clone::retire);
      }
      default -> throw new IllegalArgumentException(fault + " is no weather");
    }
  }

  private void failsOver(Duration loss) {
    world.database().goesAway(Duration.ofSeconds(1));
    world.database().failsOver(loss);
    world.trace().machine("the database fails over and loses " + loss);
    callers.missed();
  }

  private void storm(Chance chance) {
    var node = node(chance);
    for (var i = 0; i < 5; i++) {
      world.agenda().in(i * chance.nextLong(3 * SECOND), () -> node.kill(Fault.RESTART_STORM));
    }
  }

  private Node node(Chance chance) {
    return world.nodes().get(chance.nextInt(world.nodes().size()));
  }

  private Chance chance(Fault fault) {
    return world.faults().of(fault);
  }
}
