/// The backend that Semel replaces, as the story of the three SMS tells it.
///
/// Owns: the timer, the pass and the recovery that each check a flag and then send. Must never
/// import: the engine's dispatch of claims; it has none. Start reading at: `OldBackend`.
@NullMarked
package semel.simulator.old;

import org.jspecify.annotations.NullMarked;
