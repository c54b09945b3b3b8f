/// What this process counts and times, for Prometheus.
///
/// Owns: the names of these metrics, and what listens at the ports for them. Must never import:
/// loops, configuration; changes no answer that passes through. Start reading at: `Meters`.
@NullMarked
package semel.app.meter;

import org.jspecify.annotations.NullMarked;
