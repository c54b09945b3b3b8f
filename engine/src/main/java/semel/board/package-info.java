/// What the dashboard looks at: read models, and the ports that fill them.
///
/// Owns: the states on screen (`Shown`), the ports `Board`, `Listing`, `Watch`. Must never import:
/// `dispatch`, `reconcile`, `intake`; writes no message. Start reading at: `Shown`, then `Board`.
@NullMarked
package semel.board;

import org.jspecify.annotations.NullMarked;
