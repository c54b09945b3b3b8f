/// From what a filter asks for to the keys of a page, and to counts.
///
/// Owns: which index finds what; the orders of lists; their cursors. Must never import: the ports'
/// classes. Start reading at: `Scope`, then `Keys`.
@NullMarked
package semel.postgres.board.find;

import org.jspecify.annotations.NullMarked;
