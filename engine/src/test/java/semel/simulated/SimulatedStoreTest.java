package semel.simulated;

import org.junit.jupiter.api.Nested;
import semel.contract.StoreUnderTest;
import semel.desk.DeskContract;
import semel.desk.VerdictContract;
import semel.dispatch.ClaimsContract;
import semel.dispatch.DraftsContract;
import semel.intake.LeadsContract;
import semel.reconcile.DoubtsContract;

/// The store in memory keeps what every store keeps.
class SimulatedStoreTest {

  @Nested
  class Leads extends LeadsContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }

  @Nested
  class Claims extends ClaimsContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }

  @Nested
  class Drafts extends DraftsContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }

  @Nested
  class Doubts extends DoubtsContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }

  @Nested
  class Desk extends DeskContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }

  @Nested
  class Verdicts extends VerdictContract {
    @Override
    protected StoreUnderTest open() {
      return new SimulatedStore();
    }
  }
}
