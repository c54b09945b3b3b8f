/// Lapsed claims and doubts: gathers evidence and closes the attempt. It cannot send.
///
/// Owns: the ports `Doubts` and `Inquiry`. Must never import: `dispatch`, `intake`; it is never
/// given a `Sender`. Start reading at: `Reconciler`.
@NullMarked
package semel.reconcile;

import org.jspecify.annotations.NullMarked;
