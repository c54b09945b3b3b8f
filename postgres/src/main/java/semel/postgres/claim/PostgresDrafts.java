package semel.postgres.claim;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import semel.database.Database;
import semel.dispatch.Drafts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.postgres.row.Codes;

/// Drafts on PostgreSQL: the choice is one statement, whose commit is durable before the draft is
/// sent.
public final class PostgresDrafts implements Drafts {

  /// State and claim are read under the row's own lock: who lapsed while it waited changes nothing.
  private static final String CHOOSE =
      """
      UPDATE semel.message
      SET draft_id = coalesce(draft_id, ?)
      WHERE lead_id = ? AND channel = ? AND claim_id = ? AND state = 1
      RETURNING draft_id
      """;

  private static final String MAY_WITHDRAW =
      """
      SELECT EXISTS (
        SELECT FROM semel.message WHERE lead_id = ? AND channel = ? AND claim_id = ? AND state = 2)
      """;

  private final Database database;

  public PostgresDrafts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
    try {
      return database.transaction(connection -> choose(connection, key, claim, draft));
    } catch (UncheckedIOException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean mayWithdraw(MessageKey key, ClaimId claim) {
    try {
      return database.transaction(connection -> mayWithdraw(connection, key, claim));
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static Optional<DraftId> choose(
      Connection connection, MessageKey key, ClaimId claim, DraftId draft) throws SQLException {
    try (var statement = connection.prepareStatement(CHOOSE)) {
      statement.setString(1, draft.value());
      statement.setObject(2, key.lead().value());
      statement.setShort(3, Codes.of(key.channel()));
      statement.setObject(4, claim.value());
      try (var r = statement.executeQuery()) {
        return r.next() ? Optional.of(new DraftId(r.getString(1))) : Optional.empty();
      }
    }
  }

  private static boolean mayWithdraw(Connection connection, MessageKey key, ClaimId claim)
      throws SQLException {
    try (var statement = connection.prepareStatement(MAY_WITHDRAW)) {
      statement.setObject(1, key.lead().value());
      statement.setShort(2, Codes.of(key.channel()));
      statement.setObject(3, claim.value());
      try (var r = statement.executeQuery()) {
        return r.next() && r.getBoolean(1);
      }
    }
  }
}
