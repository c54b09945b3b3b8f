/// The way to the database, on a real server: addresses, sentences, migrations, commits.
@NullMarked
package semel.database;

import org.jspecify.annotations.NullMarked;
