/// How long what is kept.
///
/// Owns: forgetting by itself what was kept long enough. Must never import: providers, web, app.
/// Start reading at: `PostgresRetention`.
@NullMarked
package semel.postgres.retention;

import org.jspecify.annotations.NullMarked;
