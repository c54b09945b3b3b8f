/// The log lines that people grep for, recipients masked.
///
/// Owns: the words of the log. Must never import: loops, web, providers. Start reading at:
/// `LogJournal`.
@NullMarked
package semel.app.log;

import org.jspecify.annotations.NullMarked;
