/// Repeats that were stopped: the proof that the promise works.
///
/// Owns: their list and what they would have cost. Must never import: other pages. Start reading
/// at: `DuplicatesPage`.
@NullMarked
package semel.web.dashboard.duplicates;

import org.jspecify.annotations.NullMarked;
