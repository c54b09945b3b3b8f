/// Who may enter the dashboard, on PostgreSQL: users, sessions, attempts, acts, settings.
///
/// Owns: one class per port of `semel.users`, `semel.visits` and `semel.settings`. Must never
/// import: providers, web, app. Start reading at: `PostgresUsers`.
@NullMarked
package semel.postgres.user;

import org.jspecify.annotations.NullMarked;
