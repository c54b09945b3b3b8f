/// The contracts of who may enter, played on a real server.
@NullMarked
package semel.postgres.user;

import org.jspecify.annotations.NullMarked;
