package semel.postgres;

import semel.contract.StoreUnderTest;
import semel.desk.VerdictContract;

/// What a person's verdict settles, played on PostgreSQL.
final class PostgresVerdictTest extends VerdictContract {
  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }
}
