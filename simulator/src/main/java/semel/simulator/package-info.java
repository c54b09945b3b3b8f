/// The simulator: the product's own engine and adapters in worlds where everything goes wrong, and
/// a verdict by the providers' ledger.
///
/// Owns: campaigns, shrinking, the command. Must never import: postgres, web, app. Start reading
/// at: `Simulation`, then `semel.simulator.world.World`.
@NullMarked
package semel.simulator;

import org.jspecify.annotations.NullMarked;
