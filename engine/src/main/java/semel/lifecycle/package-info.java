/// What each event does to a message: one pure function, the table of protocol §4.
///
/// Owns: every rule about states, and the times that protect against a second send. Must never
/// import: any room but `message` and `account`, I/O, a logger. Start reading at: `Lifecycle`.
@NullMarked
package semel.lifecycle;

import org.jspecify.annotations.NullMarked;
