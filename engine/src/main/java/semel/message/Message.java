package semel.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The one SMS or the one email owed to a lead.
///
/// @param claim the last claim, null before the first
/// @param due before this instant nothing is sent
/// @param notAfter from this instant nothing is sent any more
/// @param cancelRequested a person asked to stop it while an attempt was open
public record Message(
    MessageKey key,
    State state,
    @Nullable ClaimId claim,
    Attempts attempts,
    Instant due,
    Instant notAfter,
    boolean cancelRequested) {

  public Message to(State next) {
    return new Message(key, next, claim, attempts, due, notAfter, cancelRequested);
  }

  public Message with(Attempts changed) {
    return new Message(key, state, claim, changed, due, notAfter, cancelRequested);
  }

  public Message claimedAs(ClaimId id) {
    return new Message(key, state, id, attempts, due, notAfter, cancelRequested);
  }

  public Message cancelAsked() {
    return new Message(key, state, claim, attempts, due, notAfter, true);
  }

  public Message until(Instant later) {
    return new Message(key, state, claim, attempts, due, later, cancelRequested);
  }

  public boolean isClaim(ClaimId id) {
    return id.equals(claim);
  }
}
