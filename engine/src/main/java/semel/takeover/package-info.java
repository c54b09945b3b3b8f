/// Taking over what an older backend has in its own tables.
///
/// Owns: what an old row says about a message, and what becomes of it here. Must never import: any
/// room but `message`. Start reading at: `Standing`, then `Takeover`.
@NullMarked
package semel.takeover;

import org.jspecify.annotations.NullMarked;
