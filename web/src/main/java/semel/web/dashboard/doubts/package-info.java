/// Messages in doubt: what is known of each, and a person's verdict.
///
/// Owns: the scale of evidence, the decision. Must never import: other pages. Start reading at:
/// `DoubtsPage`.
@NullMarked
package semel.web.dashboard.doubts;

import org.jspecify.annotations.NullMarked;
