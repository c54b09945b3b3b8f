/// What a campaign says, to whom it links, and how its text becomes content.
///
/// Owns: templates and rendering. Must never import: any room but `message`. Start reading at:
/// `Campaign`.
@NullMarked
package semel.campaign;

import org.jspecify.annotations.NullMarked;
