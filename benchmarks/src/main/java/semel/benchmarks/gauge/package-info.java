/// What is read off while something is measured, and the lines in which processes tell it.
///
/// Owns: rates, costs, orders, figures on their way. Must never import: any room that is measured.
/// Start reading at: `Order`, then `Teller`.
@NullMarked
package semel.benchmarks.gauge;

import org.jspecify.annotations.NullMarked;
