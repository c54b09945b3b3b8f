/// The rows of the store twin, as PostgreSQL would keep them: immutable values, indexes over them,
/// and the way back to an earlier state.
///
/// Owns: what is stored, not what is done with it. Must never import: `semel.simulated`. Start
/// reading at: `Table`, then `Workings`.
@NullMarked
package semel.simulated.rows;

import org.jspecify.annotations.NullMarked;
