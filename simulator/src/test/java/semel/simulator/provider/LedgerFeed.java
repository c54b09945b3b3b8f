package semel.simulator.provider;

import semel.message.MessageKey;

/// Lets a test say what a provider took.
public final class LedgerFeed {

  private LedgerFeed() {}

  /// The provider takes a message.
  public static void take(Ledger ledger, Ledger.Effect effect) {
    ledger.take(effect);
  }

  /// The provider takes a message, whatever its recipient and body.
  public static void take(Ledger ledger, MessageKey key, long at) {
    take(ledger, new Ledger.Effect(key, at, "recipient", "body", "reference-" + ledger.count()));
  }
}
