/// The nouns, the states, and what each outcome does to a message.
///
/// Owns: every rule about states ([semel.message.Lifecycle]). Must never import: any other room,
/// I/O, a clock, a logger. Start reading at: `Lifecycle`.
@NullMarked
package semel.message;

import org.jspecify.annotations.NullMarked;
