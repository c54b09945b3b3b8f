/// The wiring of `./semel import`.
///
/// Owns: which old tables are taken into which database. Must never import: dispatch, reconcile.
/// Start reading at: `Importing`.
@NullMarked
package semel.app.takeover;

import org.jspecify.annotations.NullMarked;
