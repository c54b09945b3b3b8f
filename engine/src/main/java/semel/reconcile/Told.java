package semel.reconcile;

import java.util.Set;
import semel.message.ProviderReference;

/// What an event of a webhook says.
public sealed interface Told {

  /// Its signature covers what it says, so it is evidence (R9).
  record Reported(Receipt receipt) implements Told {}

  /// Nothing vouches for what it says, so it only makes Semel ask (R9).
  ///
  /// @param references what the provider may call the message
  record Hint(Set<ProviderReference> references) implements Told {}

  /// It is about no message of Semel's.
  record Elsewhere(String why) implements Told {}
}
