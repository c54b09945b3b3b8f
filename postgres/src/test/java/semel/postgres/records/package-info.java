/// What people and alarms see of the store, on a real server.
@NullMarked
package semel.postgres.records;

import org.jspecify.annotations.NullMarked;
