/// Who is measured: Semel and its peers, each behind one small interface and at the settings that
/// its documentation advises for throughput, and the tightest SQL as the limit.
///
/// Owns: how each is set up. Must never import: web. Start reading at: `Contender`.
@NullMarked
package semel.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
