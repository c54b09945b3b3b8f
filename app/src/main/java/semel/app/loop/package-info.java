/// The threads and clocks of this machine, for what a worker and a monitor run on.
///
/// Owns: sleeping and waking. Must never import: configuration of providers, web. Start reading at:
/// `Loop`.
@NullMarked
package semel.app.loop;

import org.jspecify.annotations.NullMarked;
