/// What is measured, inside a process of its own, so that nobody's warm code or full heap is
/// another's advantage.
///
/// Owns: how a measurement is made. Must never import: web. Start reading at: `Measuring`.
@NullMarked
package semel.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
