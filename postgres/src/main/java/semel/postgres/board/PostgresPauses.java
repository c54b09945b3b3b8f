package semel.postgres.board;

import semel.account.AccountId;
import semel.account.Pauses;
import semel.database.Database;

/// Pauses in the gate's row, which every claim reads first.
public final class PostgresPauses implements Pauses {

  /// An account that no worker has served yet has no gate: it begins shut.
  private static final String PAUSE =
      """
      INSERT INTO semel.rate_gate AS g (account, paused_by) VALUES (?, ?)
      ON CONFLICT (account) DO UPDATE SET paused_by = excluded.paused_by WHERE g.paused_by IS NULL
      """;

  private static final String RESUME =
      """
      UPDATE semel.rate_gate SET paused_by = NULL WHERE account = ? AND paused_by IS NOT NULL
      """;

  private final Database database;

  public PostgresPauses(Database database) {
    this.database = database;
  }

  @Override
  public boolean pause(AccountId account, String who) {
    return changes(PAUSE, account.value(), who);
  }

  @Override
  public boolean resume(AccountId account) {
    return changes(RESUME, account.value());
  }

  private boolean changes(String sql, String... texts) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        for (var i = 0; i < texts.length; i++) {
          statement.setString(i + 1, texts[i]);
        }
        return statement.executeUpdate() > 0;
      }
    });
  }
}
