/// The operator API: look, cancel, resolve, resend, erase, export, and steer the sandbox.
///
/// Owns: how the ports of the desk look over HTTP. Must never import: `dispatch`, `reconcile`,
/// `semel.web.intake`; holds no rule about states. Start reading at: `DeskRoutes`.
@NullMarked
package semel.web.desk;

import org.jspecify.annotations.NullMarked;
