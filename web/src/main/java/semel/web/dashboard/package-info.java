/// The pages behind the sign-in: what they stand on, and the table of their routes.
///
/// Owns: the dashboard as a whole. Must never import: `dispatch`, `postgres`. Start reading at:
/// `Dashboard`.
@NullMarked
package semel.web.dashboard;

import org.jspecify.annotations.NullMarked;
