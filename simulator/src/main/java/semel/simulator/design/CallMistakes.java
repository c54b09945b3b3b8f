package semel.simulator.design;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.Drafts;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.Envelope;
import semel.message.MessageKey;

/// Mistakes around the call: what may be sent, when, and what its end means.
final class CallMistakes {

  private CallMistakes() {}

  static Design unsureClaimSent() {
    return new Design() {
      @Override
      public Claims claims(Claims claims) {
        return new Hopeful(claims);
      }
    };
  }

  private record Hopeful(Claims claims) implements Claims {
    @Override
    public ClaimAnswer claim(ClaimOrder order, Composer composer) {
      return switch (claims.claim(order, composer)) {
        case ClaimAnswer.Unsure(var lost, _) ->
            new ClaimAnswer.Granted(lost, List.of(), Duration.ofSeconds(1), List.of());
        case ClaimAnswer.Granted granted -> granted;
        case ClaimAnswer.Closed closed -> closed;
      };
    }

    @Override
    public Optional<List<JournalEntry>> close(
        Account account, RetryPolicy retry, String worker, List<Closing> closings) {
      return claims.close(account, retry, worker, closings);
    }
  }

  static Design losingDraftSent() {
    return new Design() {
      @Override
      public Drafts drafts(Drafts drafts) {
        return new Losing(drafts);
      }
    };
  }

  /// Whatever draft was chosen, each claim sends its own.
  record Losing(Drafts drafts) implements Drafts {
    @Override
    public Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft) {
      drafts.choose(key, claim, draft);
      return Optional.of(draft);
    }

    @Override
    public boolean mayWithdraw(MessageKey key, ClaimId claim) {
      return drafts.mayWithdraw(key, claim);
    }
  }

  static Design timeOutIsNotSent() {
    return new Design() {
      @Override
      public Sender sender(Sender sender) {
        return new Impatient(sender);
      }
    };
  }

  /// An answer that did not come in time is no answer, says this one, and so nothing was sent.
  record Impatient(Sender sender) implements Sender {
    @Override
    public Account account() {
      return sender.account();
    }

    @Override
    public Body compose(Envelope envelope) {
      return sender.compose(envelope);
    }

    @Override
    public Outcome send(Claim claim, Guard guard) {
      return switch (sender.send(claim, guard)) {
        case Outcome.Unknown(var reason, _) ->
            new Outcome.NotSent(reason, Outcome.Scope.MESSAGE, Duration.ofSeconds(1));
        case Outcome.Accepted accepted -> accepted;
        case Outcome.Refused refused -> refused;
        case Outcome.NotSent notSent -> notSent;
      };
    }
  }

  static Design noGuard() {
    return new Design() {
      @Override
      public Sender sender(Sender sender) {
        return new Unguarded(sender);
      }
    };
  }

  private record Unguarded(Sender sender) implements Sender {
    @Override
    public Account account() {
      return sender.account();
    }

    @Override
    public Body compose(Envelope envelope) {
      return sender.compose(envelope);
    }

    @Override
    public Outcome send(Claim claim, Guard guard) {
      return sender.send(claim, () -> true);
    }
  }
}
