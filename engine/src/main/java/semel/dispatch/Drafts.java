package semel.dispatch;

import java.util.Optional;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Port: which draft of a message may be sent, and which may be withdrawn. Each operation is one
/// transaction.
public interface Drafts {

  /// Chooses a draft for a message that has none, under a claim that is still live.
  ///
  /// @return the draft that stands: `draft`, or one that was chosen before it, and no other may be
  ///   sent from then on. Empty when the claim is not live any more or nobody knows: then nothing
  ///   may be sent
  Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft);

  /// Whether the message is still in doubt about this claim. A claim that came after it would have
  /// another name, so every draft that was seen before the answer is of this claim or an earlier
  /// one. False also when nobody knows.
  boolean mayWithdraw(MessageKey key, ClaimId claim);
}
