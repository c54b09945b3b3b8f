/// Taking over old tables, on PostgreSQL.
///
/// Owns: one class per port of `semel.takeover`. Must never import: providers, web, app. Start
/// reading at: `PostgresNewcomers`.
@NullMarked
package semel.postgres.takeover;

import org.jspecify.annotations.NullMarked;
