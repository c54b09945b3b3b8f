package semel.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.account.Finding;
import semel.account.Outcome;
import semel.message.ClaimId;

/// What can happen to a message; the left column of [Lifecycle]'s table.
public sealed interface Event {

  /// A worker asks for the right to make one attempt.
  record Claimable(ClaimId claim, Instant leaseUntil) implements Event {}

  /// The attempt of `claim` ended with an outcome.
  record Answered(ClaimId claim, Outcome outcome) implements Event {}

  /// The claimer hands back a claim whose call certainly never began.
  record Released(ClaimId claim, String reason) implements Event {}

  /// The sweep looks at a message whose lease may be over.
  record Swept() implements Event {}

  /// The provider was asked; `claim` is the one that was read before the question.
  record Looked(ClaimId claim, Finding finding) implements Event {}

  /// A person asks to stop the message.
  record CancelAsked(String who) implements Event {}

  /// A person says what became of it, at the earliest `settle` after the last lease; `claim` is the
  /// one that was looked at, null where nothing was in doubt.
  record Judged(@Nullable ClaimId claim, boolean sent, String who, String reason, Duration settle)
      implements Event {}

  /// The past is not what the row stands on (protocol §10): it may have been sent by a claim that
  /// the row does not show.
  record HistoryChanged(ClaimId stand, Instant leaseUntil, String why) implements Event {

    /// The database's past changed, and a claim may have been lost with it.
    public HistoryChanged(ClaimId stand, Instant leaseUntil) {
      this(stand, leaseUntil, "the database's history changed");
    }
  }
}
