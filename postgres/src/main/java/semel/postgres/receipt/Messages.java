package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import semel.account.Account;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Rows;
import semel.postgres.row.Slots;
import semel.reconcile.Receipt;
import semel.reconcile.Reports;

/// The messages that some receipts and hints are about, locked in the order of their keys (R5).
final class Messages {

  private static final String NAMED =
      """
      SELECT m.lead_id, m.channel, m.reference
      FROM semel.message m
      WHERE m.reference = ANY (?) AND m.account = ANY (?)
      """;

  private final Reports reports;
  private final Map<ProviderReference, MessageKey> named = new HashMap<>();
  private final Map<MessageKey, Row> rows;

  private Messages(
      Connection connection,
      Reports reports,
      Collection<Receipt> receipts,
      Collection<ProviderReference> hints)
      throws SQLException {
    this.reports = reports;
    var references = new LinkedHashSet<>(hints);
    receipts.forEach(receipt -> references.add(receipt.reference()));
    var accounts = reports.accounts().stream().map(account -> account.id().value()).toList();
    var found =
        Slots.rows(
            connection,
            NAMED,
            slots ->
                slots
                    .list("text", references.stream().map(ProviderReference::value).toList())
                    .list("text", accounts),
            r ->
                Map.entry(
                    new ProviderReference(r.getString("reference")),
                    new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel")))));
    found.forEach(row -> named.put(row.getKey(), row.getValue()));
    var keys = new LinkedHashSet<>(named.values());
    receipts.forEach(receipt -> Optional.ofNullable(receipt.key()).ifPresent(keys::add));
    this.rows = Rows.lock(connection, keys);
  }

  static Messages lock(
      Connection connection,
      Reports reports,
      Collection<Receipt> receipts,
      Collection<ProviderReference> hints)
      throws SQLException {
    return new Messages(connection, reports, receipts, hints);
  }

  Set<MessageKey> keys() {
    return rows.keySet();
  }

  /// The message that a receipt is about: by the marker that it was sent with, else by what the
  /// provider calls it. Only one that was claimed for an account of this provider.
  Optional<Row> of(Receipt receipt) {
    return Optional.ofNullable(receipt.key())
        .map(rows::get)
        .filter(row -> row.message().claim() != null && account(row).isPresent())
        .or(() -> named(receipt.reference()).filter(row -> row.message().claim() != null));
  }

  /// The message that was sent under this name.
  Optional<Row> named(ProviderReference reference) {
    return Optional.ofNullable(named.get(reference)).map(rows::get);
  }

  /// The account that a message was claimed for, if it is one of this provider's.
  Optional<Account> account(Row row) {
    return reports.accounts().stream()
        .filter(account -> account.id().equals(row.account()))
        .findFirst();
  }
}
