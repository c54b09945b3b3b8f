/// A verdict, told on the terminal and as one page that needs nothing else.
///
/// Owns: words, markup, drawing. Must never import: the edges, the checkers' rules; it judges
/// nothing. Start reading at: `Story`, then `Report`.
@NullMarked
package semel.simulator.report;

import org.jspecify.annotations.NullMarked;
