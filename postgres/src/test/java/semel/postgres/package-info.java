/// The contracts of the ports, played on a real server.
@NullMarked
package semel.postgres;

import org.jspecify.annotations.NullMarked;
