/// The PostgreSQL that Semel brings along when no database is configured: real, durable, private to
/// one data folder.
///
/// Owns: the data folder and the one process that may use it; unpacking, creating, starting,
/// watching and stopping the server; the account it runs under.
///
/// Must never import: any other package of Semel. It knows nothing about leads or messages.
///
/// Start reading at [EmbeddedServer].
@NullMarked
package semel.embedded;

import org.jspecify.annotations.NullMarked;
