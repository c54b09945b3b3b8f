/// The first page: the promise, then the numbers.
///
/// Owns: the sentence, departures, bars. Must never import: other pages. Start reading at:
/// `OverviewPage`.
@NullMarked
package semel.web.dashboard.overview;

import org.jspecify.annotations.NullMarked;
