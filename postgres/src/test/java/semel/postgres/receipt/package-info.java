/// Tests of the inbox and of receipts on a real server.
@NullMarked
package semel.postgres.receipt;

import org.jspecify.annotations.NullMarked;
