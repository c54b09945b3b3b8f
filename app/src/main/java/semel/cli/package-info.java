/// The commands of `./semel`, one class each.
///
/// Owns: the words a person sees on the terminal and the exit codes. Must never import: any rule.
/// Start reading at: `Semel`.
@NullMarked
package semel.cli;

import org.jspecify.annotations.NullMarked;
