/// The menu of faults and the dice.
///
/// Owns: what may go wrong, how often it did. Must never import: anything of Semel. Start reading
/// at: `Fault`.
@NullMarked
package semel.simulator.fault;

import org.jspecify.annotations.NullMarked;
