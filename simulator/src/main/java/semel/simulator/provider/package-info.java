/// Simulated providers, with one ledger of what they truly took.
///
/// Owns: the truth. Must never import: the edges, the engine's rules. Start reading at: `Provider`,
/// `Ledger`.
@NullMarked
package semel.simulator.provider;

import org.jspecify.annotations.NullMarked;
