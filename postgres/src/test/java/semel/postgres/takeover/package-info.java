/// Old tables, in the shape of the backend that sent three SMS, taken over on a real server.
@NullMarked
package semel.postgres.takeover;

import org.jspecify.annotations.NullMarked;
