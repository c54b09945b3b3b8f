package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;

import org.junit.jupiter.api.Test;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The times that others go by, as the database shows them.
final class CustomsTest extends StoreContract {

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void campaigns_show_their_delay_and_nothing_open_shows_no_lease() {
    scene.due(1);
    var customs = Customs.of(SharedServer.database());
    assertThat(customs.delays()).isNotEmpty().containsValue(Scene.DELAY);
    assertThat(customs.lease()).isEmpty();
  }

  @Test
  void an_open_claim_shows_its_lease() {
    scene.due(1);
    scene.claimOne(SMS);
    assertThat(Customs.of(SharedServer.database()).lease()).contains(Scene.LEASE);
  }
}
