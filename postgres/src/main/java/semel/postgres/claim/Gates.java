package semel.postgres.claim;

import semel.account.AccountId;
import semel.database.Database;

/// Makes the gates of the accounts that are configured.
public record Gates(Database database) {

  /// Makes the gate of an account, or gives it another rate.
  public void open(AccountId account, GateRate rate) {
    database.transaction(connection -> {
      Gate.open(connection, account, rate);
      return true;
    });
  }
}
