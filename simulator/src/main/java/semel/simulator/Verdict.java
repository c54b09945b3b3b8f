package semel.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.simulator.checkers.Violation;
import semel.simulator.world.Trace;

/// What a campaign of worlds says.
///
/// @param design what was simulated
/// @param seed where every world comes from
/// @param seconds how long it took by a real clock
/// @param found null when every invariant held in every world
public record Verdict(
    String design, long seed, Totals totals, double seconds, @Nullable Found found) {

  /// The first violation, in the smallest world it could be shrunk to.
  ///
  /// @param replay the command that shows it again
  public record Found(Violation violation, List<Trace.Line> timeline, String replay) {}

  /// Whether every invariant held.
  public boolean holds() {
    return found == null;
  }

  public double messagesPerSecond() {
    return totals.messages() / seconds;
  }

  /// How much faster than real time, at one message a minute.
  public double timesRealTime() {
    return totals.messages() * 60.0 / seconds;
  }
}
