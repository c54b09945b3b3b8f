/// Semel as the benchmark runs it, and the tightest SQL that writes the same rows.
///
/// Owns: Semel's wiring without its door. Must never import: web, app. Start reading at: `Semel`.
@NullMarked
package semel.benchmarks.own;

import org.jspecify.annotations.NullMarked;
