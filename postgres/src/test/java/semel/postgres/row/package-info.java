@NullMarked
package semel.postgres.row;

import org.jspecify.annotations.NullMarked;
