package semel.providers.resend;

import static semel.providers.Specimens.wire;

import semel.contract.ProviderUnderTest;
import semel.dispatch.SenderContract;
import semel.providers.FaultyProvider;
import semel.providers.Secret;
import semel.providers.fake.FakeResend;

/// Resend keeps what every sender keeps; it is repeated under its key and never asked.
final class ResendContractsTest extends SenderContract {

  @Override
  protected ProviderUnderTest open() {
    var fake = new FakeResend("re_0");
    var settings = ResendSettings.of(fake.uri(), new Secret("re_0"), "Semel <a@example.kz>");
    return new FaultyProvider(
        fake, new ResendSender(settings, wire(FaultyProvider.PATIENCE)), null);
  }
}
