/// How people say that they want no messages, and how operators say it for them.
///
/// Owns: `/u/{code}` and `/api/stops`. Must never import: `dashboard`, `desk`, `proftest`. Start
/// reading at: `StopPages`.
@NullMarked
package semel.web.stop;

import org.jspecify.annotations.NullMarked;
