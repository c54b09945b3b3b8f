package semel.simulator;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import semel.simulator.checkers.Violation;
import semel.simulator.design.Design;
import semel.simulator.fault.Fault;
import semel.simulator.time.Strands;
import semel.simulator.world.Trace;
import semel.simulator.world.World;

/// Makes a failing world smaller while the same invariant still fails in it: fewer people, fewer
/// machines, fewer kinds of faults, and at last single strikes (delta debugging: Zeller and
/// Hildebrandt, 2002).
final class Shrinking {

  private static final int TRIES_MAX = 150;

  private final Design.Made design;
  private final Strands strands;
  private final String invariant;
  private int tries;

  Shrinking(Design.Made design, Strands strands, String invariant) {
    this.design = design;
    this.strands = strands;
    this.invariant = invariant;
  }

  /// The smallest world that was found, and what happens in it to the message.
  record Smallest(Replay replay, Violation violation, List<Trace.Line> timeline) {}

  Smallest shrink(Replay failing) {
    var smallest = strikes(kinds(machines(people(failing))));
    var end = smallest.run(design.make(), strands, true);
    var violation = Objects.requireNonNull(end.violation());
    return new Smallest(smallest, violation, timeline(end, violation));
  }

  private boolean fails(Replay replay) {
    if (tries >= TRIES_MAX) {
      return false;
    }
    tries++;
    var violation = replay.run(design.make(), strands, false).violation();
    return violation != null && violation.invariant().equals(invariant);
  }

  private Replay people(Replay failing) {
    var smallest = failing;
    for (var fewer = 1; fewer < smallest.people(); fewer *= 2) {
      if (fails(smallest.people(fewer))) {
        smallest = smallest.people(fewer);
      }
    }
    return smallest;
  }

  private Replay machines(Replay failing) {
    for (var nodes = 1; nodes < failing.plan().nodes(); nodes++) {
      if (fails(failing.nodes(nodes))) {
        return failing.nodes(nodes);
      }
    }
    return failing;
  }

  private Replay kinds(Replay failing) {
    var smallest = failing;
    for (var fault : failing.plan().faults().keySet().toArray(Fault[]::new)) {
      var fewer = smallest.without(fault);
      if (fails(fewer)) {
        smallest = fewer;
      }
    }
    return smallest;
  }

  private Replay strikes(Replay failing) {
    var all = (int) failing.run(design.make(), strands, false).strikes();
    var kept = new BitSet(all);
    kept.set(0, all);
    for (var size = Math.max(1, all / 2); size >= 1; size /= 2) {
      for (var from = 0; from < all; from += size) {
        var fewer = (BitSet) kept.clone();
        fewer.clear(from, Math.min(all, from + size));
        var smaller = !fewer.isEmpty() && fewer.cardinality() < kept.cardinality();
        if (smaller && fails(failing.keeping(fewer))) {
          kept = fewer;
        }
      }
    }
    return kept.cardinality() < all ? failing.keeping(kept) : failing;
  }

  static List<Trace.Line> timeline(World.End end, Violation violation) {
    return end.trace().lines().stream()
        .filter(line -> line.key() == null || line.key().equals(violation.key()))
        .toList();
  }
}
