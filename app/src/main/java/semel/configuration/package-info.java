/// What Semel is told from outside: environment and `semel.properties`, read and checked once.
///
/// Owns: names, defaults, and the sentences about bad values. Must never import: any loop or
/// wiring. Start reading at: `Configuration`.
@NullMarked
package semel.configuration;

import org.jspecify.annotations.NullMarked;
