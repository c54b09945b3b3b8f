package semel.dispatch;

import semel.account.Account;
import semel.account.Outcome;
import semel.message.Body;
import semel.message.Envelope;

/// Port: one outside service that accepts messages. It never retries.
public interface Sender {

  Account account();

  /// The exact request body; the same envelope gives the same body.
  Body compose(Envelope envelope);

  /// Makes exactly one request that may send the message, if the guard allows it. Anything it
  /// throws counts as unknown.
  Outcome send(Claim claim, Guard guard);
}
