/// Puts the rooms together.
///
/// Owns: wiring. Must never import: simulator, benchmarks; imported only by `cli`. Start reading
/// at: `Wiring`.
@NullMarked
package semel.app;

import org.jspecify.annotations.NullMarked;
