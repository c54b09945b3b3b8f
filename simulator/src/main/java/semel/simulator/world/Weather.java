package semel.simulator.world;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

/// What befalls a whole world from hour to hour: the database, its clock, a provider, a machine as
/// a whole.
final class Weather {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private interface Happening {
    void befalls(Chance chance);
  }

  private final World world;
  private final Callers callers;
  private final Map<Fault, Happening> happenings = new EnumMap<>(Fault.class);

  Weather(World world, Callers callers) {
    this.world = world;
    this.callers = callers;
    var database = world.database();
    happenings.put(
        Fault.DATABASE_AWAY, chance -> database.goesAway(lasting(chance, SECOND, 20 * MINUTE)));
    happenings.put(Fault.FAIL_OVER, _ -> failsOver(Duration.ZERO));
    happenings.put(
        Fault.FAIL_OVER_WITH_LOSS, chance -> failsOver(lasting(chance, SECOND / 100, 10 * SECOND)));
    happenings.put(Fault.RESTORE, chance -> failsOver(lasting(chance, MINUTE, HOUR)));
    happenings.put(
        Fault.DATABASE_CLOCK_JUMP,
        chance ->
            database.jumps(
                Duration.ofNanos(chance.nextLong(-HOUR / 2, HOUR / 2)).minus(database.jumped())));
    happenings.put(Fault.CLOCKS_APART, this::apart);
    happenings.put(Fault.OUTAGE, chance -> world.outage(lasting(chance, SECOND, 2 * HOUR)));
    happenings.put(Fault.RESTART_STORM, this::storm);
    happenings.put(Fault.QUIESCE, chance -> node(chance).quiesce());
    happenings.put(Fault.CLONE, this::copied);
  }

  private static Duration lasting(Chance chance, long from, long to) {
    return Duration.ofNanos(chance.between(from, to));
  }

  /// Puts every hour until then on the agenda.
  void arrange(long until) {
    for (var at = 10 * MINUTE; at < until; at += HOUR) {
      world.agenda().at(at, this::hour);
    }
  }

  private void hour() {
    happenings.forEach(this::sometimes);
    world.agenda().in(chance(Fault.JUDGED).nextLong(HOUR), callers::judge);
  }

  private void sometimes(Fault fault, Happening happening) {
    if (world.faults().strikes(fault)) {
      var at = chance(fault).nextLong(HOUR);
      world
          .agenda()
          .in(
              at,
              () -> {
                if (!world.faults().stopped()) {
                  happening.befalls(chance(fault));
                }
              });
    }
  }

  private void copied(Chance chance) {
    var clone = node(chance).copied();
    clone.start();
    world.agenda().in(chance.between(MINUTE, 20 * MINUTE), clone::retire);
  }

  /// What was sent by the clock that is lost is due hours later by the clock that takes over.
  private void apart(Chance chance) {
    var ahead = lasting(chance, 2 * HOUR, 4 * HOUR);
    world.database().jumps(ahead);
    world
        .agenda()
        .in(
            HOUR / 2,
            () -> {
              world.database().jumps(ahead.negated());
              failsOver(lasting(chance, 10 * MINUTE, HOUR / 2));
            });
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
