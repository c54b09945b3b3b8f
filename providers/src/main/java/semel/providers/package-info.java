/// What the providers share above the wire: how texts for them are written, how their answers are
/// read and quoted, and how a doctor asks whether credentials work.
///
/// Owns: forms, strict JSON, quotes without secrets or addresses. Must never import: any provider.
/// Start reading at: `Quote`, then `Credentials`.
@NullMarked
package semel.providers;

import org.jspecify.annotations.NullMarked;
