/// The server over real HTTP, its ports in memory.
@NullMarked
package semel.web;

import org.jspecify.annotations.NullMarked;
