/// What went wrong, and the sentences that say so in the languages of people.
///
/// Owns: problems and the bundles of sentences. Must never import: any other room. Start reading
/// at: `Problem`.
@NullMarked
package semel.web.problem;

import org.jspecify.annotations.NullMarked;
