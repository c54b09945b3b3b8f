package semel.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.ProviderReference;

/// A provider that answers as it is told. Faults: any outcome, anything thrown, time that passes
/// while it connects. Never: a byte that leaves without the guard.
public final class SimulatedSender implements Sender {

  private final Account account;
  private final List<Claim> written = new ArrayList<>();
  private Function<Claim, Outcome> answer =
      claim -> new Outcome.Accepted(new ProviderReference("p-" + claim.key()));
  private Runnable connecting = () -> {};

  public SimulatedSender(Account account) {
    this.account = account;
  }

  /// From now on it answers like this.
  public void answers(Function<Claim, Outcome> as) {
    answer = as;
  }

  /// From now on this happens before the guard is asked.
  public void connects(Runnable before) {
    connecting = before;
  }

  /// The claims whose bytes left.
  public synchronized List<Claim> written() {
    return List.copyOf(written);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Body compose(Envelope envelope) {
    return switch (envelope.content()) {
      case Content.Sms(var text) -> new Body(text);
      case Content.Email(var subject, var text, var html, _) -> new Body(subject + text + html);
    };
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    connecting.run();
    if (!guard.mayWrite()) {
      return new Outcome.NotSent("not written", Outcome.Scope.MESSAGE, Duration.ZERO);
    }
    synchronized (this) {
      written.add(claim);
    }
    return answer.apply(claim);
  }
}
