/// One HTTP server: routes, calls, answers, and who may call.
///
/// Owns: everything that knows the server library. Must never import: `intake`, `desk`, `monitor`,
/// any port. Start reading at: `Reception`.
@NullMarked
package semel.web.http;

import org.jspecify.annotations.NullMarked;
