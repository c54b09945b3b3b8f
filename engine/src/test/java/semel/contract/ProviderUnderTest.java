package semel.contract;

import semel.dispatch.Sender;
import semel.message.MessageKey;
import semel.reconcile.Inquiry;
import semel.sandbox.Behaviour;

/// One provider behind its adapters, normal at first, and what a test needs beyond them. Waiting
/// for a silent one takes a test's time: the fixture keeps it short.
public interface ProviderUnderTest extends AutoCloseable {

  Sender sender();

  /// Asks the same provider.
  ///
  /// @throws UnsupportedOperationException where it cannot be asked
  Inquiry inquiry();

  /// From now on the provider behaves like this, for messages and for questions.
  void behave(Behaviour behaviour);

  /// How many messages the provider itself says it took under a key: its ledger, not ours.
  int taken(MessageKey key);

  @Override
  void close();
}
