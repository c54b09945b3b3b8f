package semel.account;

import java.time.Duration;
import semel.message.ProviderReference;

/// What one attempt is known to have done (protocol §6, answer classes).
public sealed interface Outcome {

  /// The provider took responsibility for the message and named it.
  record Accepted(ProviderReference reference) implements Outcome {}

  /// Refused as it stands: not sent, and never will be.
  record Refused(String reason) implements Outcome {}

  /// Certainly not sent, for a reason of the moment or of the account; `scope` says whom the
  /// `pause` concerns.
  record NotSent(String reason, Scope scope, Duration pause) implements Outcome {}

  /// May or may not have been sent. `forPerson` says that a repeat would not help either: the
  /// provider holds something else under our key.
  record Unknown(String reason, boolean forPerson) implements Outcome {
    public Unknown(String reason) {
      this(reason, false);
    }
  }

  /// Whom a [NotSent] concerns.
  enum Scope {
    MESSAGE,
    ACCOUNT
  }
}
