/// What the dashboard looks at, on PostgreSQL; rows are found by `find` and read here.
///
/// Owns: the ports of `semel.board`. Must never import: providers, web, app; writes no message.
/// Start reading at: `PostgresListing`.
@NullMarked
package semel.postgres.board;

import org.jspecify.annotations.NullMarked;
