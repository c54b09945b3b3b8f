/// Registrations in groups, on PostgreSQL.
@NullMarked
package semel.postgres.intake;

import org.jspecify.annotations.NullMarked;
