/// Registrations on PostgreSQL: alone, or in groups that share a statement and a commit.
///
/// Owns: how a registration is written. Must never import: any other room of `postgres` but `row`.
/// Start reading at: `Enrolment`, the rules; then `GroupEnrolment`, the same for many. `Counters`
/// keeps the limits of the public door.
@NullMarked
package semel.postgres.intake;

import org.jspecify.annotations.NullMarked;
