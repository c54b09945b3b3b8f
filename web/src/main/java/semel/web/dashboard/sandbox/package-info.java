/// The phone and the inbox of a Semel that sends nothing for real.
///
/// Owns: what the sandbox shows, test leads, the skipped ten minutes. Must never import: other
/// pages. Start reading at: `SandboxPage`.
@NullMarked
package semel.web.dashboard.sandbox;

import org.jspecify.annotations.NullMarked;
