package semel.simulator;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import semel.simulator.design.Design;
import semel.simulator.time.Strands;

/// A campaign: world after world from one seed, until enough messages were simulated or an
/// invariant fails. One thread, no clock but the agenda's.
public final class Simulation {

  /// Told after each world.
  @FunctionalInterface
  public interface Progress {
    void sofar(Totals totals);
  }

  private static final int PEOPLE = 500;

  /// Where everything goes wrong, many small worlds show more than few large ones.
  private static final int FEW = 100;

  private final String name;
  private final Design.Made design;
  private final LongSupplier nanoTime;
  private final Progress progress;

  /// @param name what is simulated
  /// @param nanoTime a real clock, for the figures alone
  public Simulation(String name, Design.Made design, LongSupplier nanoTime, Progress progress) {
    this.name = name;
    this.design = design;
    this.nanoTime = nanoTime;
    this.progress = progress;
  }

  /// Simulates at least so many messages, unless an invariant fails.
  ///
  /// @param rough whether everything goes wrong in every world, and often
  public Verdict run(long seed, long messages, boolean rough) {
    var begun = nanoTime.getAsLong();
    var totals = new Totals();
    try (var strands = new Strands()) {
      for (var world = 0L; totals.messages() < messages; world++) {
        var people = (int) Math.min(rough ? FEW : PEOPLE, (messages - totals.messages() + 1) / 2);
        var replay = Replay.whole(seed, world, rough, people);
        var end = replay.run(design.make(), strands, false);
        totals.add(end);
        progress.sofar(totals);
        if (end.violation() != null) {
          var shrinking = new Shrinking(design, strands, end.violation().invariant());
          return verdict(seed, totals, begun, found(shrinking.shrink(replay)));
        }
      }
    }
    return verdict(seed, totals, begun, null);
  }

  /// Replays one world.
  public Verdict replay(Replay replay) {
    var begun = nanoTime.getAsLong();
    var totals = new Totals();
    try (var strands = new Strands()) {
      var end = replay.run(design.make(), strands, true);
      totals.add(end);
      var found = end.violation();
      return verdict(
          replay.seed(),
          totals,
          begun,
          found == null
              ? null
              : new Verdict.Found(found, Shrinking.timeline(end, found), replay.command(name)));
    }
  }

  private Verdict.Found found(Shrinking.Smallest smallest) {
    return new Verdict.Found(
        smallest.violation(), smallest.timeline(), smallest.replay().command(name));
  }

  private Verdict verdict(long seed, Totals totals, long begun, Verdict.@Nullable Found found) {
    return new Verdict(name, seed, totals, (nanoTime.getAsLong() - begun) / 1e9, found);
  }
}
