/// Leads, wishes, numbers and captures on PostgreSQL; with the rooms below it all the SQL there is.
///
/// Owns: one class per port. Must never import: providers, web, app; holds no rule about states:
/// every change is decided by `Lifecycle` and written by `Rows`. Start reading at: `PostgresLeads`.
@NullMarked
package semel.postgres;

import org.jspecify.annotations.NullMarked;
