package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.reconcile.DoubtsContract;

/// The contract of `Doubts`, played on PostgreSQL.
final class PostgresDoubtsTest extends DoubtsContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
