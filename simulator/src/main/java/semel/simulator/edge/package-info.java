/// The edges of a simulated world: its database, its wires, its providers and their ledger. Each
/// says in its first lines which faults it may inject and which it never does.
///
/// Owns: what the engine cannot tell from the real thing. Must never import: postgres, web, app.
/// Start reading at: `DatabaseEdge`, `SimulatedWire`.
@NullMarked
package semel.simulator.edge;

import org.jspecify.annotations.NullMarked;
