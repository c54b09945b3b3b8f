/// Who watches a running Semel, and who is told.
///
/// Owns: the loops of alarms, the clock's error. Must never import: configuration, web, providers.
/// Start reading at: `Watching`.
@NullMarked
package semel.app.watch;

import org.jspecify.annotations.NullMarked;
