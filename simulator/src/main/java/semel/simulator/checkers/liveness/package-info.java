/// The liveness invariants L1, L2, L3 and L5, judged when the faults have stopped. L4 is about
/// receipts, which Semel does not take yet.
///
/// Owns: one file for each. Must never import: the engine's rules. Start reading at:
/// `EverythingSettles`.
@NullMarked
package semel.simulator.checkers.liveness;

import org.jspecify.annotations.NullMarked;
