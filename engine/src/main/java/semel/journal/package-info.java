/// The append-only account of every transition: from, to, why, who, when.
///
/// Owns: the entry and the port `Journal`. Must never import: `intake`, `dispatch`, `reconcile`.
/// Start reading at: `JournalEntry`.
@NullMarked
package semel.journal;

import org.jspecify.annotations.NullMarked;
