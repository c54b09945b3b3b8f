/// Who may enter the dashboard, and the account of what people did there.
///
/// Owns: roles, named users, their passwords as hashes, and acts. Must never import: any other
/// room. Start reading at: `Role`.
@NullMarked
package semel.users;

import org.jspecify.annotations.NullMarked;
