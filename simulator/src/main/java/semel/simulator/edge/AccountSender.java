package semel.simulator.edge;

import java.util.function.Consumer;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Envelope;

/// An adapter in the service of an account, which may be less capable than the adapter. It tells of
/// each claim whose bytes leave now.
public record AccountSender(Account account, Sender adapter, Consumer<Claim> leaves)
    implements Sender {

  @Override
  public Body compose(Envelope envelope) {
    return adapter.compose(envelope);
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    return adapter.send(
        claim,
        () -> {
          var may = guard.mayWrite();
          if (may) {
            leaves.accept(claim);
          }
          return may;
        });
  }
}
