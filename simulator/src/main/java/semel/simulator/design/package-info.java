/// How Semel is put together in a world, and how it was known to go wrong.
///
/// Owns: mistakes that the checkers must notice. Must never import: postgres, web, app. Start
/// reading at: `Design`.
@NullMarked
package semel.simulator.design;

import org.jspecify.annotations.NullMarked;
