/// What people see of a running Semel: who may enter, and the dashboard on top of its ports.
///
/// Owns: the wiring of pages. Must never import: `dispatch`. Start reading at: `Front`.
@NullMarked
package semel.app.front;

import org.jspecify.annotations.NullMarked;
