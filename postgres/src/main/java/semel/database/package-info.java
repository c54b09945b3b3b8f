/// The way to the database: address, pool, version, migrations, transactions.
///
/// Owns: connections and what a failed commit means. Must never import: any engine room. Start
/// reading at: `Database`.
@NullMarked
package semel.database;

import org.jspecify.annotations.NullMarked;
