/// Lapsed claims, doubts and receipts: gathers evidence and closes the attempt. It cannot send.
///
/// Owns: the ports `Doubts`, `Inquiry`, `Inbox`, `Receipts`, `Reports`. Must never import:
/// `dispatch`, `intake`; it is never given a `Sender`. Start reading at: `Reconciler`, then
/// `Receiver`.
@NullMarked
package semel.reconcile;

import org.jspecify.annotations.NullMarked;
