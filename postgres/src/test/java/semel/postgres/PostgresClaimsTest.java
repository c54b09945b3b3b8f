package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.dispatch.ClaimsContract;

/// The contract of `Claims`, played on PostgreSQL.
final class PostgresClaimsTest extends ClaimsContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
