/// Puts the rooms together and keeps them running: wiring, loops, clocks, log lines.
///
/// Owns: threads and sleeping. Must never import: simulator, benchmarks; imported only by `cli`.
/// Start reading at: `Wiring`.
@NullMarked
package semel.app;

import org.jspecify.annotations.NullMarked;
