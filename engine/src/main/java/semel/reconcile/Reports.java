package semel.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.message.ProviderReference;

/// Port: what one provider reports about messages that it accepted, by itself and when it is asked.
/// Nothing of it sends.
public interface Reports {

  /// What came of asking.
  ///
  /// @param trouble why not everything was answered, null when it was
  record Asked(List<Receipt> receipts, @Nullable String trouble) {}

  /// The provider's name in the path of its webhook.
  String provider();

  /// The accounts whose messages it reports about.
  List<Account> accounts();

  /// Reads an event. Pure.
  Told read(ProviderEvent event);

  /// How many messages may be asked about at once.
  int most();

  /// Asks about messages; one that the provider says nothing of is left out. May block for as long
  /// as the provider takes. Anything it throws is no answer.
  Asked ask(List<ProviderReference> references);
}
