package semel.simulated;

import org.junit.jupiter.api.Nested;
import semel.contract.EntryUnderTest;
import semel.settings.InstallationContract;
import semel.users.UsersContract;
import semel.visits.VisitsContract;

/// The contracts of who may enter, played on the twin.
final class SimulatedEntryTest {

  @Nested
  final class OfUsers extends UsersContract {
    @Override
    protected EntryUnderTest open() {
      return new SimulatedEntry();
    }
  }

  @Nested
  final class OfVisits extends VisitsContract {
    @Override
    protected EntryUnderTest open() {
      return new SimulatedEntry();
    }
  }

  @Nested
  final class OfSettings extends InstallationContract {
    @Override
    protected EntryUnderTest open() {
      return new SimulatedEntry();
    }
  }
}
