/// A provider inside Semel: it captures what would have been sent, and misbehaves on request.
///
/// Owns: behaviours and the port `Captures`. Must never import: any I/O. Start reading at:
/// `SandboxProvider`.
@NullMarked
package semel.sandbox;

import org.jspecify.annotations.NullMarked;
