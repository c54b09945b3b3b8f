package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.desk.DeskContract;

/// The contract of `Desk`, played on PostgreSQL.
final class PostgresDeskTest extends DeskContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
