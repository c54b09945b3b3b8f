/// What machines ask: is it alive, is it ready, how is it doing.
///
/// Owns: health answers and the metrics of this process. Must never import: `intake`, `desk`. Start
/// reading at: `Metrics`.
@NullMarked
package semel.web.monitor;

import org.jspecify.annotations.NullMarked;
