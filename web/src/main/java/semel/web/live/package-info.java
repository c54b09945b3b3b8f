/// Tells open pages that something changed, and which kind; they fetch what they show themselves.
///
/// Owns: the stream of events. Must never import: pages. Start reading at: `Live`.
@NullMarked
package semel.web.live;

import org.jspecify.annotations.NullMarked;
