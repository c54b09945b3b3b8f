/// A running Semel without its door: which loop claims, records, sweeps and watches, and when.
///
/// Owns: the port `Threads`. Must never import: a store, a provider; it is given steps to run and
/// never sleeps itself. Start reading at: `Worker`.
@NullMarked
package semel.worker;

import org.jspecify.annotations.NullMarked;
