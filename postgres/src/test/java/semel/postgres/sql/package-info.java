/// What callers and readers in SQL see, on a real server.
@NullMarked
package semel.postgres.sql;

import org.jspecify.annotations.NullMarked;
