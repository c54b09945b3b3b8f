package semel.dispatch;

import java.util.Optional;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.MessageKey;

/// Port: which draft of a message may be sent. One transaction.
public interface Drafts {

  /// Chooses a draft for a message that has none, under a claim that is still live.
  ///
  /// @return the draft that stands: `draft`, or one that was chosen before it, and no other may be
  ///   sent from then on. Empty when the claim is not live any more or nobody knows: then nothing
  ///   may be sent
  Optional<DraftId> choose(MessageKey key, ClaimId claim, DraftId draft);
}
