/// A lead's phone number and address: masked, and for a minute whole for who asks and may.
///
/// Owns: how a person is masked on pages. Must never import: `postgres`, other pages. Start reading
/// at: `RevealDoor`.
@NullMarked
package semel.web.dashboard.reveal;

import org.jspecify.annotations.NullMarked;
