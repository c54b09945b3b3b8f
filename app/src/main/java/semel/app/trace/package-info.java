/// What happens to a lead, as spans of one trace for OpenTelemetry, where that is configured.
///
/// Owns: ids, names and attributes of spans, none of which holds a person; what listens at the
/// ports for them; how they are exported. Must never import: loops, configuration; changes no
/// answer that passes through. Start reading at: `Traces`.
@NullMarked
package semel.app.trace;

import org.jspecify.annotations.NullMarked;
