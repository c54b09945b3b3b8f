/// Semel as the benchmark runs it inside a measuring process, and the tightest SQL that writes the
/// same rows.
///
/// Owns: Semel's wiring without its door, on the loops that ship. Must never import: web. Start
/// reading at: `Semel`.
@NullMarked
package semel.benchmarks.own;

import org.jspecify.annotations.NullMarked;
