/// The career test that anybody may take: its questions, its result, and the form between them.
///
/// Owns: questions, scores and the pages under `/proftest`. Must never import: the dashboard, the
/// sign-in. Start reading at: `ProfTestPages`.
@NullMarked
package semel.web.proftest;

import org.jspecify.annotations.NullMarked;
