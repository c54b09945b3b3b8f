/// Who calls: the token of the operator, sign-in, sessions, and what a browser may be trusted with.
///
/// Owns: how a visitor is known over HTTP. Must never import: `intake`, `desk`, any port but those
/// of `semel.users` and `semel.visits`. Start reading at: `Entrance`, `SignIn`.
@NullMarked
package semel.web.signin;

import org.jspecify.annotations.NullMarked;
