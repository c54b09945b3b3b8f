/// One HTTP request on the wire per call, and an honest word about what became of it.
///
/// Owns: names, connections, TLS, the one write, reading the answer. Must never import: the engine,
/// any provider; knows no message, no retry, no redirect. Start reading at:
/// [semel.providers.wire.SocketWire], then [semel.providers.wire.Exchange].
@NullMarked
package semel.providers.wire;

import org.jspecify.annotations.NullMarked;
