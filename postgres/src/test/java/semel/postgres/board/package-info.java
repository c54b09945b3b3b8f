/// The dashboard's read side on a real server, against counts that are made by hand.
@NullMarked
package semel.postgres.board;

import org.jspecify.annotations.NullMarked;
