/// Answers that are costly to compute, kept for a while, so that no page waits for a big scan
/// twice.
///
/// Owns: when a kept answer is fresh enough. Must never import: any room but `board` and
/// `lifecycle` (its clock); knows no store. Start reading at: `Kept`.
@NullMarked
package semel.board.kept;

import org.jspecify.annotations.NullMarked;
