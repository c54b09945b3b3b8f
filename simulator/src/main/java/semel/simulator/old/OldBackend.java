package semel.simulator.old;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import semel.simulator.Simulation;
import semel.simulator.Totals;
import semel.simulator.Verdict;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;
import semel.simulator.time.Strands;

/// The backend that Semel replaces, in the same worlds: a timer in the process, a pass each minute
/// and a recovery at start, each of which checks a flag, sends, and then sets the flag. Nothing
/// goes wrong here but a provider that is sometimes slow, and a restart now and then.
public final class OldBackend {

  /// The name on the command line.
  public static final String NAME = "seed";

  private static final int PEOPLE = 20;

  private final LongSupplier nanoTime;
  private final Simulation.Progress progress;

  /// @param nanoTime a real clock, for the figures alone
  public OldBackend(LongSupplier nanoTime, Simulation.Progress progress) {
    this.nanoTime = nanoTime;
    this.progress = progress;
  }

  /// Simulates until somebody got three SMS, or so many were to be sent.
  public Verdict run(long seed, long messages) {
    var begun = nanoTime.getAsLong();
    var totals = new Totals();
    OldWorld.End worst = null;
    try (var strands = new Strands()) {
      for (var world = 0L; totals.messages() < messages; world++) {
        var chance = new Chance(seed).forNumber(world);
        var people = (int) Math.min(PEOPLE, messages - totals.messages());
        var end = new OldWorld(chance, people, faults(), strands).run();
        totals.add(end.messages(), end.nanos(), end.faults(), end.hash());
        progress.sofar(totals);
        if (worst == null || end.most() > worst.most()) {
          worst = end;
        }
        if (worst.most() >= 3) {
          break;
        }
      }
    }
    var replay = "./semel simulate --design " + NAME + " --seed " + seed;
    return new Verdict(
        NAME,
        seed,
        totals,
        (nanoTime.getAsLong() - begun) / 1e9,
        worst == null || worst.violation() == null
            ? null
            : new Verdict.Found(worst.violation(), worst.timeline(), replay));
  }

  private static Map<Fault, Double> faults() {
    var faults = new EnumMap<Fault, Double>(Fault.class);
    faults.put(Fault.SLOW_ANSWER, 0.3);
    faults.put(Fault.QUIESCE, 0.5);
    return faults;
  }

  /// From the registration to the SMS.
  static final Duration DELAY = Duration.ofMinutes(10);
}
