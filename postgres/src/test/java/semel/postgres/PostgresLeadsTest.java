package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.intake.LeadsContract;

/// The contract of `Leads`, played on PostgreSQL.
final class PostgresLeadsTest extends LeadsContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
