/// The outside of the engine as simulated twins: a store, clocks, providers, a journal.
///
/// Owns: what a simulator runs the engine on. Holds no rule about states: every change is a
/// decision of `Lifecycle`. Start reading at: `SimulatedStore`.
@NullMarked
package semel.simulated;

import org.jspecify.annotations.NullMarked;
