/// Claims and doubts on PostgreSQL, with the gates and the history that every claim passes.
///
/// Owns: the statements that decide who may send. Must never import: providers, web, app; holds no
/// rule about states. Start reading at: `PostgresClaims`.
@NullMarked
package semel.postgres.claim;

import org.jspecify.annotations.NullMarked;
