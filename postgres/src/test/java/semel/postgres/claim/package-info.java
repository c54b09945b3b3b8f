/// Claims, gates, doubts and the database's past, on a real server.
@NullMarked
package semel.postgres.claim;

import org.jspecify.annotations.NullMarked;
