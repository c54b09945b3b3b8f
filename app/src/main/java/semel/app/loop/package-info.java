/// The threads of a running Semel: who claims, calls, records, sweeps and watches, and when.
///
/// Owns: sleeping and waking. Must never import: configuration of providers, web. Start reading at:
/// `Worker`.
@NullMarked
package semel.app.loop;

import org.jspecify.annotations.NullMarked;
