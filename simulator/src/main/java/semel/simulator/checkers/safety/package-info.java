/// The safety invariants S1 to S12, each judged at every step by the providers' ledger.
///
/// Owns: one file for each. Must never import: the engine's rules. Start reading at:
/// `NoSecondAcceptance`.
@NullMarked
package semel.simulator.checkers.safety;

import org.jspecify.annotations.NullMarked;
