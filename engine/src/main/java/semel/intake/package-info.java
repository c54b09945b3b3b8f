/// Turns one registration into one lead and its two messages, in one write.
///
/// Owns: the port `Leads`, and what the public door takes at most. Must never import: `dispatch`,
/// `reconcile`. Start reading at: `Leads`.
@NullMarked
package semel.intake;

import org.jspecify.annotations.NullMarked;
