/// The command `./semel benchmark`: a PostgreSQL of its own, one process for each measurement, one
/// page.
///
/// Owns: options, rounds, processes, progress. Must never import: web; nobody imports it. Start
/// reading at: `Benchmark`.
@NullMarked
package semel.benchmarks;

import org.jspecify.annotations.NullMarked;
