/// JSON as Semel reads and writes it: strict, bounded, numbers kept as written.
///
/// Owns: the tree, its strict reader, its writer. Must never import: any other room. Start reading
/// at: `Json`.
@NullMarked
package semel.web.json;

import org.jspecify.annotations.NullMarked;
