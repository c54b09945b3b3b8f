/// Virtual time: an agenda, strands that stop and go on, processes that pause and die, clocks that
/// lie, and chance from one seed.
///
/// Owns: what runs when. Must never import: anything of Semel but the ports `Threads` and
/// `LocalClock`. Start reading at: `Agenda`, then `SimulatedProcess`.
@NullMarked
package semel.simulator.time;

import org.jspecify.annotations.NullMarked;
