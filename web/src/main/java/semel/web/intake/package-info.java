/// The public door: a registration over HTTP, and clicks on the links in messages.
///
/// Owns: what a registration may look like and the words for what is wrong with it. Must never
/// import: `desk`, `dispatch`, `reconcile`. Start reading at: `RegistrationDoor`.
@NullMarked
package semel.web.intake;

import org.jspecify.annotations.NullMarked;
