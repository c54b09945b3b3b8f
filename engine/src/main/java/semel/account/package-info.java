/// Accounts at providers: what they let Semel ask or repeat, and the words for their answers.
///
/// Owns: capability, outcome, finding, receipt kind, the port `Pauses`. Must never import: any room
/// but `message`. Start reading at: `Capability`.
@NullMarked
package semel.account;

import org.jspecify.annotations.NullMarked;
