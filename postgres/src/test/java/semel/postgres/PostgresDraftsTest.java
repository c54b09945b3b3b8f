package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.dispatch.DraftsContract;

/// The contract of `Drafts`, played on PostgreSQL.
final class PostgresDraftsTest extends DraftsContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
