/// What providers report, on PostgreSQL: the inbox of events, and receipts.
///
/// Owns: the statements of `Inbox` and `Receipts`. Must never import: a provider, web, app; holds
/// no rule about states. Start reading at: `PostgresReceipts`.
@NullMarked
package semel.postgres.receipt;

import org.jspecify.annotations.NullMarked;
