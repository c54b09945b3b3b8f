package semel.benchmarks.own;

import java.time.Duration;
import semel.account.Account;
import semel.account.Finding;
import semel.account.Outcome;
import semel.benchmarks.peer.Provider;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.ProviderReference;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// One of Semel's accounts at the provider of the benchmark.
record Line(Account account, Provider provider) implements Sender, Inquiry {

  @Override
  public Body compose(Envelope envelope) {
    return switch (envelope.content()) {
      case Content.Sms(var text) -> new Body(text);
      case Content.Email(var subject, var text, var html, _) ->
          new Body(String.join("\n", subject, text, html));
    };
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    if (!guard.mayWrite()) {
      return new Outcome.NotSent("too late in the lease", Outcome.Scope.MESSAGE, Duration.ZERO);
    }
    var key = claim.key().text();
    provider.take(key);
    return new Outcome.Accepted(new ProviderReference(key));
  }

  @Override
  public Finding ask(Doubt doubt) {
    var key = doubt.key().text();
    return switch (provider.taken(key)) {
      case 0 -> new Finding.Absent("the provider has no line about it");
      case 1 -> new Finding.Found(new ProviderReference(key));
      default -> new Finding.Ambiguous("the provider took it more than once");
    };
  }
}
