/// Starts real servers, kills them and their owners, and looks at what is left.
@NullMarked
package semel.embedded;

import org.jspecify.annotations.NullMarked;
