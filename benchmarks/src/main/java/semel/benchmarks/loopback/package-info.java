/// HTTP within this machine: what calls the service, and a provider that the measured call.
///
/// Owns: load over kept connections, a fake provider. Must never import: web; knows no message.
/// Start reading at: `Connection`, then `FakeProvider`.
@NullMarked
package semel.benchmarks.loopback;

import org.jspecify.annotations.NullMarked;
