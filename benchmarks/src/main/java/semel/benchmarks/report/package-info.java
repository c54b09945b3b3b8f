/// Figures as tables, bars and one page.
///
/// Owns: statistics, Markdown, SVG. Must never import: any other room. Start reading at: `Page`.
@NullMarked
package semel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
