/// Who may enter the dashboard, and the account of what people did there.
///
/// Owns: roles, named users, their sessions and acts. Must never import: any other room but
/// message. Start reading at: `Role`.
@NullMarked
package semel.users;

import org.jspecify.annotations.NullMarked;
