/// One simulated world: its machines, its callers, its weather, and what became of it.
///
/// Owns: how a world is drawn from a seed and run to its end. Must never import: postgres, web,
/// app. Start reading at: `World`.
@NullMarked
package semel.simulator.world;

import org.jspecify.annotations.NullMarked;
