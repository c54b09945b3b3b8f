/// What surrounds the messages: providers, alerts, campaigns, the simulator.
///
/// Owns: their pages. Must never import: other pages. Start reading at: `WatchPages`.
@NullMarked
package semel.web.dashboard.watch;

import org.jspecify.annotations.NullMarked;
