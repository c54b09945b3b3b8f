/// One invariant, one checker, one file; here is what they have in common.
///
/// Owns: what a checker is told and may look at. Must never import: the engine's rules; what is
/// allowed is written down a second time. Start reading at: `Checker`.
@NullMarked
package semel.simulator.checkers;

import org.jspecify.annotations.NullMarked;
