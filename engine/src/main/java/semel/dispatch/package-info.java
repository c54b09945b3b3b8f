/// Claims what is due, makes one call, closes the attempt.
///
/// Owns: the ports `Claims`, `Drafts` and `Sender`. Must never import: `intake`, `reconcile`, web.
/// Start reading at: `Dispatcher`.
@NullMarked
package semel.dispatch;

import org.jspecify.annotations.NullMarked;
