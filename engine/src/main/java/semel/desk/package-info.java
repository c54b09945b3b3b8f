/// What a person asks of Semel: to look, cancel, resolve, resend, erase.
///
/// Owns: the ports `Desk`, `Records`. Must never import: `dispatch`, `reconcile`. Start reading at:
/// `Desk`.
@NullMarked
package semel.desk;

import org.jspecify.annotations.NullMarked;
