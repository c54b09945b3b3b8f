package semel.providers.mobizon;

import static semel.providers.Specimens.wire;

import org.junit.jupiter.api.Nested;
import semel.contract.ProviderUnderTest;
import semel.dispatch.SenderContract;
import semel.providers.FaultyProvider;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;
import semel.reconcile.InquiryContract;

/// Mobizon keeps what every provider's adapter keeps.
final class MobizonContractsTest {

  @Nested
  class Sends extends SenderContract {
    @Override
    protected ProviderUnderTest open() {
      return mobizon();
    }
  }

  @Nested
  class Answers extends InquiryContract {
    @Override
    protected ProviderUnderTest open() {
      return mobizon();
    }
  }

  @Nested
  class SendsDrafts extends SenderContract {
    @Override
    protected ProviderUnderTest open() {
      return new StagedProvider();
    }
  }

  @Nested
  class AnswersAboutDrafts extends InquiryContract {
    @Override
    protected ProviderUnderTest open() {
      return new StagedProvider();
    }
  }

  private static ProviderUnderTest mobizon() {
    var fake = new FakeMobizon("kz0");
    var settings = MobizonSettings.of(fake.uri(), new Secret("kz0"), null);
    var wire = wire(FaultyProvider.PATIENCE);
    return new FaultyProvider(
        fake, new MobizonSender(settings, wire), new MobizonInquiry(settings, wire));
  }
}
