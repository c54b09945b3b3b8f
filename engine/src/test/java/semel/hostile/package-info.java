/// Inputs that are wrong in every way that chance finds.
///
/// Owns: the making of hostile inputs from good ones, and the counting of them. Must never import:
/// anything of Semel. Start reading at: `Hostile`.
@NullMarked
package semel.hostile;

import org.jspecify.annotations.NullMarked;
