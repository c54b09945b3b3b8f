/// The nouns: a lead is owed one message per channel, and a message is in one state.
///
/// Owns: keys, recipients, content, states. Must never import: any other room, I/O, a clock, a
/// logger. Start reading at: `Message`.
@NullMarked
package semel.message;

import org.jspecify.annotations.NullMarked;
