/// Lists of messages, and of the leads they belong to.
///
/// Owns: what stands in the address of a list, its rows, cancelling many. Must never import: other
/// pages. Start reading at: `MessagesPage`.
@NullMarked
package semel.web.dashboard.messages;

import org.jspecify.annotations.NullMarked;
