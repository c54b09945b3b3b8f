/// A message as a row: read under its lock, written with its journal line, in one transaction.
///
/// Owns: the columns, the codes, and how many parameters are bound (`Slots`). Must never import:
/// the ports' classes; holds no rule about states. Start reading at: `Rows`.
@NullMarked
package semel.postgres.row;

import org.jspecify.annotations.NullMarked;
